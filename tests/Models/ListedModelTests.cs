using Foldline.Models;
using Foldline.Models.Profiles;
using Foldline.Torch;

namespace Foldline.Tests.Models;

/// <summary>Every name that <c>./foldline models</c> lists can be built and run, also those without a reference record.</summary>
public sealed class ListedModelTests
{
    // Drawing more random numbers takes longer than the run.
    private const long MostDrawn = 300_000_000;

    /// <summary>All names, smallest model first.</summary>
    public static TheoryData<string> Names => [.. ModelSizes.Read().OrderBy(row => row.Value).Select(row => row.Key)];

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Names))]
    public void Model_Runs(string name)
    {
        var parameters = ModelSizes.Read()[name];
        var needed = parameters * sizeof(float) * 3 / 2;
        Assert.SkipWhen(needed > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, $"{needed >> 30} GiB are needed.");
        var live = Tensor.Live;
        using (var scope = new TensorScope())
        using (GradMode.NoGrad())
        using (var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 10 }, parameters <= MostDrawn ? new TorchGenerator(1) : null))
        {
            if (parameters > MostDrawn)
                model.NamedParameters().ToList().ForEach(entry => entry.Value.ZeroInPlace());
            model.Eval();
            var size = model.UsualSize;
            var logits = model.Forward(Aten.Rand([1, 3, size.Height, size.Width]));
            Assert.Equal([1, 10], logits.Shape.ToArray());
            Assert.All(logits.ToArray<float>(), value => Assert.True(float.IsFinite(value)));
        }

        Assert.Equal(live, Tensor.Live);
    }
}
