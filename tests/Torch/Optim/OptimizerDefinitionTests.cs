using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Optim;

/// <summary>Settings that the oracle's cases leave at their defaults, by hand for one element.</summary>
public sealed class OptimizerDefinitionTests : TensorTest
{
    [Fact]
    public void Madgrad_WithoutMomentum_DecaysDecoupled()
    {
        var sum = 0.1 + 1e-6;
        var root = Math.Cbrt(sum) + 1e-6;

        Assert.Equal((2 * (1 - (0.1 * 0.5))) - (sum / root), Step("madgrad", 2, 1, ("lr", 0.1), ("momentum", 0), ("weight_decay", 0.5), ("decoupled_decay", true)), 1e-12);
    }

    [Fact]
    public void Madgrad_WithoutEps_LeavesElementsWithoutGradientAlone() =>
        Assert.Equal(2, Step("madgrad", 2, 0, ("eps", 0)), 1e-12);

    [Fact]
    public void Lars_OfZeroWeights_LimitsTheRatioOfOne() =>
        Assert.Equal(-4 * 2 * 0.25, Step("lars", 0, 2, ("lr", 4), ("always_adapt", true), ("trust_clip", true)), 1e-12);

    [Fact]
    public void Lamb_WithoutAveragingOfGradients_WeighsThemFully() =>
        Assert.Equal(1 - (0.01 * 10 * 0.5 / (0.5 + 1e-6)), Step("lamb", 1, 0.5, ("lr", 0.01), ("weight_decay", 0), ("grad_averaging", false)), 1e-12);

    [Fact]
    public void RmsPropTf_AfterTensorFlow_StartsAtAMeanSquareOfOne() =>
        Assert.Equal(1 - (0.1 * 0.5 / Math.Sqrt(1 + (0.1 * (0.25 - 1)) + 1e-10)), Step("rmsproptf", 1, 0.5, ("lr", 0.1)), 1e-12);

    [Fact]
    public void AdaBelief_WithFixedDecay_DoesNotScaleItByTheRate() =>
        Assert.Equal((2 * (1 - 0.25)) - (0.1 * 1), Step("adabelief", 2, 1, ("lr", 0.1), ("weight_decay", 0.25), ("fixed_decay", true)), 1e-12);

    [Fact]
    public void Asgd_AfterItsStart_Averages()
    {
        using var scope = new TensorScope();
        var x = Leaf(1);
        using var optimizer = Make("asgd", x, ("lr", 0.5), ("lambd", 0), ("t0", 0));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            x.Grad = Tensor.FromArray([1.0]);
            optimizer.Step();
        }

        // 0.5, 0 and -0.5: after the second step the average takes in a half of the third.
        Assert.Equal(-0.25, optimizer.State().Tensors["ax.0"].ToDouble(), 1e-7);
    }

    private static double Step(string name, double value, double gradient, params (string Key, object? Value)[] arguments)
    {
        using var scope = new TensorScope();
        var x = Leaf(value);
        using var optimizer = Make(name, x, arguments);
        x.Grad = Tensor.FromArray([gradient]);
        optimizer.Step();
        return x.ToDouble();
    }

    private static Optimizer Make(string name, Tensor x, params (string Key, object? Value)[] arguments) =>
        OptimizerTable.Standard.Create(name, new PartArguments(name, arguments.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))))([new ParameterGroup([x])]);

    private static Tensor Leaf(double value)
    {
        var leaf = Tensor.FromArray([value]);
        leaf.RequiresGrad = true;
        return leaf;
    }
}
