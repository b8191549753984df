using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Multi-head attention whose keys and values come from a map that a strided convolution has made smaller (Wang et al. 2021, Xie et al. 2021).</summary>
internal sealed class ReducedAttention : Module
{
    private readonly int heads;
    private readonly Linear q;
    private readonly Linear kv;
    private readonly Linear proj;
    private readonly Conv2d? reduce;
    private readonly LayerNorm? norm;

    public ReducedAttention(int channels, int heads, int reduction)
    {
        this.heads = heads;
        q = Register("q", new Linear(channels, channels));
        kv = Register("kv", new Linear(channels, channels * 2));
        proj = Register("proj", new Linear(channels, channels));
        if (reduction == 1)
            return;
        reduce = Register("sr", new Conv2d(channels, channels, reduction, new Conv2dOptions { Stride = reduction }));
        norm = Register("norm", new LayerNorm(channels));
    }

    /// <param name="tokens">[N, height · width, C].</param>
    /// <param name="height">Height of the tokens' map.</param>
    /// <param name="width">Width of the tokens' map.</param>
    public Tensor Forward(Tensor tokens, long height, long width)
    {
        using var scope = new TensorScope();
        var (samples, places, channels) = (tokens.Size(0), tokens.Size(1), tokens.Size(2));
        var size = channels / heads;
        var queries = q.Forward(tokens).View([samples, places, heads, size]).Transpose(1, 2);
        var source = reduce is null ? tokens : norm!.Forward(TokenMap.Tokens(reduce.Forward(TokenMap.Make(tokens, height, width))));
        var pairs = kv.Forward(source).View([samples, -1, 2, heads, size]).Permute([2, 0, 3, 1, 4]).Unbind();
        using var weights = (queries.Matmul(pairs[0].Transpose(-2, -1)) * (1 / Math.Sqrt(size))).Softmax(-1);
        return scope.Keep(proj.Forward(weights.Matmul(pairs[1]).Transpose(1, 2).Reshape([samples, places, channels])));
    }
}
