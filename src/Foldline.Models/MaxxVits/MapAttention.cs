using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Attention among all places of a map, projected by 1×1 convolutions: [N, in, H, W] → [N, out, H, W].</summary>
internal sealed class MapAttention : Layer
{
    private readonly int heads;
    private readonly Conv2d qkv;
    private readonly RelativeBias bias;
    private readonly Conv2d proj;

    public MapAttention(MaxxParts parts, int inChannels, int outChannels, Size2 map)
    {
        var channels = parts.Transformer.ExpandFirst ? outChannels : inChannels;
        heads = channels / MaxxParts.HeadChannels;
        qkv = Register("qkv", new Conv2d(inChannels, 3 * channels, 1));
        bias = Register("rel_pos", parts.Bias(map, heads));
        proj = Register("proj", new Conv2d(channels, outChannels, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, height, width) = (input.Size(0), input.Size(2), input.Size(3));
        var parts = qkv.Forward(input).Reshape([samples, heads, 3 * MaxxParts.HeadChannels, -1]).Transpose(2, 3).Chunk(3, 3);
        var tokens = DotProductAttention.Apply(parts[0], parts[1], parts[2], bias.Bias());
        return scope.Keep(proj.Forward(tokens.View([samples, height, width, -1]).Permute([0, 3, 1, 2])));
    }
}
