using Foldline.Models;
using Foldline.Torch;

namespace Foldline.Tests.Models;

/// <summary>
/// Kinds of variants that have no reference record. Expected: the first row of timm's logits with PyTorch 1.13, weights and images filled by
/// the records' rule.
/// </summary>
public sealed class VariantLogitsTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("coat_tiny", 224, -0.638797343, 0.914849281, -0.471726477, 0.475288481, -0.954648674, -0.128558695, -0.423805654, 0.482286632, -0.710940957, 0.596181571)]
    [InlineData("crossvit_9_dagger_240", 240, 0.755653441, 0.207366943, -1.53237712, 0.713513434, -0.0717231035, 1.32178998, 0.207234979, 0.490556717, 0.665744066, -0.872987807)]
    public void Forward_GivesTimmsLogits(string name, int size, params double[] expected)
    {
        var live = Tensor.Live;
        using (new TensorScope())
        using (var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 10 }))
        {
            using var noGrad = GradMode.NoGrad();
            model.Eval();
            DeterministicFill.Fill(model);
            var logits = model.Forward(DeterministicFill.Input(2, 3, size, size)).ToArray<float>()[..expected.Length];
            Assert.Equal(expected, logits.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance * expected.Max(Math.Abs));
        }

        Assert.Equal(live, Tensor.Live);
    }
}
