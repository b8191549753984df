using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>
/// Attention of linear cost: one query weighs the tokens of a group, their weighted sum scales each token's values (Mehta and
/// Rastegari 2022, MobileViTv2). [N, C, groups, tokens] → the same.
/// </summary>
internal sealed class LinearAttention : Layer
{
    private readonly long[] splits;
    private readonly Conv2d qkv;
    private readonly Conv2d proj;

    public LinearAttention(int channels)
    {
        splits = [1, channels, channels];
        qkv = Register("qkv_proj", new Conv2d(channels, 1 + (2 * channels), 1));
        proj = Register("out_proj", new Conv2d(channels, channels, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = qkv.Forward(input).SplitWithSizes(splits, dim: 1);
        var context = (parts[1] * parts[0].Softmax(-1)).Sum([-1], keepdim: true);
        return scope.Keep(proj.Forward(parts[2].Relu() * context));
    }
}
