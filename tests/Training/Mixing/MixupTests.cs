using Foldline.Data.Folds;
using Foldline.Tests.Torch;
using Foldline.Torch;
using Foldline.Training.Losses;
using Foldline.Training.Mixing;

namespace Foldline.Tests.Training.Mixing;

public sealed class MixupTests : TensorTest
{
    [Theory]
    [InlineData(MixupMode.Batch)]
    [InlineData(MixupMode.Pair)]
    [InlineData(MixupMode.Elem)]
    public void Apply_TargetsFollowTheImages(MixupMode mode)
    {
        // Image i holds only the value i, so that its mean says how much of its partner it took.
        const int count = 6;
        var images = Aten.Arange(count, DType.Float32).Reshape([count, 1, 1, 1]).Expand([count, 1, 8, 8]).Contiguous();
        var target = Aten.Arange(count, DType.Int64);
        foreach (var cutmixAlpha in new[] { 0.0, 1.0 })
        {
            var options = new MixupOptions { MixupAlpha = 1 - cutmixAlpha, CutmixAlpha = cutmixAlpha, Mode = mode, LabelSmoothing = 0 };
            var (mixed, shares) = new Mixup(options).Apply(images, target, count, new NumpyRandom(3));

            var expected = shares.Matmul(Aten.Arange(count, DType.Float32)).ToArray<double>();
            Assert.Equal(expected, mixed.Mean([1, 2, 3]).ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.All(shares.Sum([1]).ToArray<double>(), sum => Assert.Equal(1, sum, 1e-6));
        }
    }

    [Fact]
    public void Apply_OddBatchInPairs_LeavesTheMiddleImage()
    {
        var images = Aten.Rand([3, 1, 4, 4]);
        var (mixed, shares) = new Mixup(new MixupOptions { Mode = MixupMode.Pair, LabelSmoothing = 0 }).Apply(images, Aten.Arange(3, DType.Int64), 3, new NumpyRandom(1));

        Assert.Equal(images[1].ToArray<float>(), mixed[1].ToArray<float>());
        Assert.Equal([0f, 1, 0], shares[1].ToArray<float>());
    }

    [Fact]
    public void Apply_SharesAsTargets_AreMixedToo()
    {
        var shares = Tensor.FromArray<float>([0.25f, 0.75f, 1, 0], 2, 2);
        var (_, mixed) = new Mixup(new MixupOptions { Probability = 0 }).Apply(Aten.Zeros([2, 1, 2, 2]), shares, 2, new NumpyRandom(1));

        Assert.Equal(shares.ToArray<float>(), mixed.ToArray<float>());
    }

    [Fact]
    public void CutBox_RangeOfNoPixel_GivesItsLowerEnd()
    {
        var box = CutBox.DrawWithin(new NumpyRandom(1), 4, 4, 0.3, 0.4);
        Assert.Equal((1, 1), (box.Bottom - box.Top, box.Right - box.Left));
    }

    [Fact]
    public void Criterion_EqualsTheLossOfMixedTargets()
    {
        var output = Leaf(0.5, -1, 2, 1, 0, -0.5).Reshape([2, 3]);
        var target = Tensor.FromArray<long>([2, 0]);
        using var loss = new CrossEntropy();
        using var criterion = new MixupCriterion(new CrossEntropy());

        var mixed = loss.Compute(output, MixedTargets.Mix(target, 3, 0.3)).ToDouble();

        Assert.Equal(mixed, criterion.Compute(output, target, target.Flip([0]), 0.3).ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData("mixup", "mixup_alpha", 0.0)]
    [InlineData("mixup", "mixup_alpha", -1.0)]
    [InlineData("cutmix", "cutmix_alpha", "NaN")]
    [InlineData("cutmix", "cutmix_minmax", 0.5)]
    [InlineData("mixup", "prob", 1.5)]
    [InlineData("mixup", "mode", "row")]
    [InlineData("mixup", "label_smoothing", -0.1)]
    public void Create_WrongArgument_IsAUsersError(string name, string key, object value)
    {
        var arguments = new PartArguments(name, [new(key, value)]);
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => MixingTable.Standard.Create(name, arguments)).Code);
    }

    [Fact]
    public void Create_WithMinMax_TurnsCutmixOn()
    {
        var arguments = new PartArguments("mixup", [new("mixup_alpha", 0), new("cutmix_minmax", new List<object?> { 0.2, 0.8 })]);
        Assert.NotNull(MixingTable.Standard.Create("mixup", arguments));
    }
}
