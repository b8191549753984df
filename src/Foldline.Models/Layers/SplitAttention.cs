using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// A grouped 3×3 convolution to several splits of the output's channels, and their sum weighted by an attention to each channel
/// (Zhang et al. 2020, ResNeSt); timm's <c>SplitAttn</c>. [N, C, H, W] → [N, C, H/stride, W/stride].
/// </summary>
internal sealed class SplitAttention : Layer
{
    private const double Ratio = 0.25;
    private const int LeastReduced = 32;
    private readonly int radix;
    private readonly int groups;
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn0;
    private readonly Activation act0;
    private readonly Conv2d reduce;
    private readonly BatchNorm2d bn1;
    private readonly Activation act1;
    private readonly Conv2d expand;

    /// <param name="channels">Channels of the input and the output.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="groups">Groups within each split.</param>
    /// <param name="radix">Number of splits; with one the attention is a sigmoid.</param>
    public SplitAttention(int channels, int stride, int groups, int radix)
    {
        this.radix = radix;
        this.groups = groups;
        var splits = channels * radix;
        var reduced = Math.Max(LeastReduced, Channels.MakeDivisible(splits * Ratio));
        conv = Register("conv", new Conv2d(channels, splits, 3, new Conv2dOptions { Stride = stride, Padding = 1, Groups = groups * radix, Bias = false }));
        bn0 = Register("bn0", new BatchNorm2d(splits));
        act0 = Register("act0", new Activation(ActivationKind.Relu));
        reduce = Register("fc1", new Conv2d(channels, reduced, 1, new Conv2dOptions { Groups = groups }));
        bn1 = Register("bn1", new BatchNorm2d(reduced));
        act1 = Register("act1", new Activation(ActivationKind.Relu));
        expand = Register("fc2", new Conv2d(reduced, splits, 1, new Conv2dOptions { Groups = groups }));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var splits = conv.Forward(input).Then(bn0).Then(act0);
        var means = splits.Mean([2, 3], keepdim: true);
        if (radix == 1)
            return scope.Keep(splits * Scores(means).SigmoidInPlace());
        var parts = splits.Chunk(radix, dim: 1);
        var sum = means.View([input.Size(0), radix, -1, 1, 1]).Sum([1]);
        var weights = Softmax(Scores(sum)).Unbind(1);
        var mixed = parts[0] * weights[0];
        for (var i = 1; i < radix; i++)
            mixed.AddcmulInPlace(parts[i], weights[i]);
        return scope.Keep(mixed);
    }

    private Tensor Scores(Tensor means) => expand.Forward(act1.Forward(bn1.Forward(reduce.Forward(means))));

    /// <summary>Scores [N, groups · splits · channels a group, 1, 1] → weights [N, splits, channels, 1, 1].</summary>
    private Tensor Softmax(Tensor scores)
    {
        var samples = scores.Size(0);
        return scores.Reshape([samples, groups, radix, -1]).Transpose(1, 2).Softmax(1).Reshape([samples, radix, -1, 1, 1]);
    }
}
