using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch;

/// <summary>The snippets of <c>docs/engine.md</c>: each stands here word for word, so it compiles and runs.</summary>
public sealed class EnginePageTests : TensorTest
{
    [Fact]
    public void Snippets_OfThePage_StandInThisFile()
    {
        var here = Squeeze(File.ReadAllText(Repository.At("tests", "Torch", "EnginePageTests.cs")));
        var snippets = File.ReadAllText(Repository.At("docs", "engine.md")).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToList();

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Squeeze(snippet), here, StringComparison.Ordinal));
    }

    [Fact]
    public void OperatorsAndScopes()
    {
        var image = Aten.Ones([1, 3, 8, 8]);
        var kernel = Aten.Ones([4, 3, 3, 3]);
        var features = Aten.Conv2d(image, kernel, padding: [1L, 1]).Relu();
        var (largest, position) = features.Flatten(1).Max(1);

        Assert.Equal((27f, 9L), (largest.Item<float>(), position.Item<long>()));

        Tensor mean;
        using (var scope = new TensorScope())
            mean = scope.Keep((image * image).Mean());
        mean.Dispose();
    }

    [Fact]
    public void Threads()
    {
        using var engine = new EngineThread(threads: 2);
        var sum = engine.Run(() =>
        {
            using var ones = Aten.Ones([1000]);
            using var total = ones.Sum();
            return total.ToDouble();
        });

        Assert.Equal(1000, sum);
    }

    [Fact]
    public void TrainingStep()
    {
        using var layer = new Linear(8, 2);
        using var generator = new TorchGenerator(seed: 42);
        layer.Initialize(generator);
        using var optimizer = new AdamW([new ParameterGroup(layer.Parameters())], new AdamOptions { LearningRate = 1e-3 });
        var clipper = new GradientClipper(layer.Parameters());
        for (var step = 0; step < 3; step++)
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            Tensor loss;
            using (new Autocast(DeviceKind.Cpu, DType.BFloat16))
                loss = layer.Forward(Aten.Ones([4, 8])).CrossEntropyLoss(Tensor.FromArray([0L, 1, 0, 1]));
            loss.Backward();
            clipper.ByNorm(1);
            optimizer.Step();
        }

        Assert.Equal(3, optimizer.State().Scalars["step.0"]);
        optimizer.ZeroGrad();
    }

    private static string Squeeze(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
