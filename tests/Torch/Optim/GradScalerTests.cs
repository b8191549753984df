using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Optim;

public sealed class GradScalerTests : IDisposable
{
    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();

    public void Dispose()
    {
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
    }

    [Fact]
    public void Step_GivesTheSameAsWithoutScaling()
    {
        var (x, y) = (Leaf(3), Leaf(3));
        using var scaled = new Sgd([new ParameterGroup([x])], new SgdOptions { LearningRate = 0.1 });
        using var plain = new Sgd([new ParameterGroup([y])], new SgdOptions { LearningRate = 0.1 });
        var scaler = new GradScaler([x]);

        scaler.Scale((x * x).Sum()).Backward();
        Assert.True(scaler.Step(scaled));
        scaler.Update();
        (y * y).Sum().Backward();
        plain.Step();

        Assert.Equal(y.ToArray<float>(), x.ToArray<float>());
        Assert.Equal(6f, x.Grad!.Item<float>());
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void Step_WithAnOverflow_IsLeftOutAndTheFactorShrinks(float bad)
    {
        var x = Leaf(3);
        using var optimizer = new Sgd([new ParameterGroup([x])], new SgdOptions());
        var scaler = new GradScaler([x], new GradScalerOptions { InitialScale = 8, BackoffFactor = 0.25 });
        x.Grad = Tensor.FromArray([bad]);

        Assert.False(scaler.Unscale());
        Assert.False(scaler.Step(optimizer));
        scaler.Update();

        Assert.Equal(3f, x.Item<float>());
        Assert.Equal(2, scaler.Factor);
    }

    [Fact]
    public void Update_AfterEnoughGoodSteps_GrowsTheFactor()
    {
        var x = Leaf(1);
        var scaler = new GradScaler([x], new GradScalerOptions { InitialScale = 4, GrowthInterval = 3 });
        var factors = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            x.Grad = Tensor.FromArray([i == 4 ? float.NaN : 1f]);
            scaler.Unscale();
            scaler.Update();
            factors.Add(scaler.Factor);
        }

        Assert.Equal([4, 4, 8, 8, 4, 4, 4], factors);
        Assert.Equal((4.0, 2), scaler.State());
    }

    [Fact]
    public void LoadState_Continues()
    {
        var x = Leaf(1);
        var scaler = new GradScaler([x], new GradScalerOptions { GrowthInterval = 2 });
        scaler.LoadState((16, 1));
        x.Grad = Tensor.FromArray([1f]);
        scaler.Unscale();
        scaler.Update();

        Assert.Equal((32.0, 0), scaler.State());
    }

    [Fact]
    public void Unscale_TwiceInAStep_IsAnError()
    {
        var scaler = new GradScaler([Leaf(1)]);
        scaler.Unscale();

        Assert.Throws<InvalidOperationException>(() => scaler.Unscale());
    }

    private static Tensor Leaf(float value)
    {
        var leaf = Tensor.FromArray([value]);
        leaf.RequiresGrad = true;
        return leaf;
    }
}
