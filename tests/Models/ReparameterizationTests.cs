using Foldline.Models;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Models;

/// <summary>Parallel branches of training as one convolution.</summary>
public sealed class ReparameterizationTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();

    public void Dispose()
    {
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    public void Merge_GivesTheSumOfTheBranches(int groups, int stride)
    {
        using var generator = new TorchGenerator(1);
        using var noGrad = GradMode.NoGrad();
        List<Layer> branches = [Conv(5, normed: true), Conv(3, normed: true), Conv(1, normed: false)];
        if (stride == 1)
            branches.Add(new BatchNorm2d(4));
        using var all = new Sequential([.. branches]);
        DeterministicFill.Fill(all);
        all.Eval();
        var input = DeterministicFill.Input(2, 4, 9, 8);
        var expected = branches.Select(branch => branch.Forward(input)).Aggregate((sum, output) => sum + output);

        using var merged = BranchSum.Merge(branches)!;

        Assert.Equal(5, merged.KernelSize.Height);
        Assert.True((merged.Forward(input) - expected).Abs().Max().ToDouble() < Tolerance);

        Layer Conv(int kernel, bool normed)
        {
            var conv = new Conv2d(4, 4, kernel, new Conv2dOptions { Stride = stride, Padding = kernel / 2, Groups = groups, Bias = !normed });
            return normed ? new Sequential(conv, new BatchNorm2d(4)) : conv;
        }
    }

    [Fact]
    public void Merge_WithPoolingInABranch_IsLeftAlone()
    {
        using var branch = new Sequential(new Conv2d(4, 4, 1), new AvgPool2d(2));
        using var other = new Conv2d(4, 4, 1, new Conv2dOptions { Stride = 2 });
        Assert.Null(BranchSum.Merge(branch, other));
    }

    [Theory]
    [InlineData("repvgg_a0")]
    [InlineData("mobileone_s0")]
    [InlineData("fastvit_t8")]
    [InlineData("repvit_m0_9")]
    [InlineData("ghostnetv3_050")]
    public void Fuse_LeavesOneConvolutionOfParallelBranches(string name)
    {
        using var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 5 });
        using var noGrad = GradMode.NoGrad();
        DeterministicFill.Fill(model);
        model.Eval();
        var images = DeterministicFill.Input(1, 3, 64, 64);
        var (before, convolutions) = (model.Forward(images), Convolutions(model));

        model.Fuse(imageSize: 64);

        Assert.True(Convolutions(model) < 0.9 * convolutions, $"{Convolutions(model)} of {convolutions} convolutions");
        // Those of classifiers come before a layer; that of GhostNet's stem follows a map that decoders see.
        var left = model.Modules().Where(entry => entry.Value is BatchNorm2d { IsFolded: false }).Select(entry => entry.Key);
        Assert.All(left, norm => Assert.True(norm == "bn1" || norm.StartsWith("head", StringComparison.Ordinal), norm));
        var difference = (model.Forward(images) - before).Abs().Max().ToDouble();
        Assert.True(difference <= 1e-4 * before.Abs().Max().ToDouble(), $"differs by {difference:g3}");
    }

    private static int Convolutions(Module model) => model.Modules().Count(entry => entry.Value is Conv2d);
}
