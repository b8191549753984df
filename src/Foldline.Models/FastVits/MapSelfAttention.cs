using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>Attention among all places of a map, 32 channels a head: [N, C, H, W] → the same.</summary>
internal sealed class MapSelfAttention : Layer
{
    private const int HeadChannels = 32;
    private readonly int heads;
    private readonly Linear qkv;
    private readonly Linear proj;

    public MapSelfAttention(int channels)
    {
        heads = channels / HeadChannels;
        qkv = Register("qkv", new Linear(channels, 3 * channels, bias: false));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input.Flatten(2).Transpose(1, 2)), heads);
        var attended = proj.Forward(DotProductAttention.Apply(query, key, value));
        return scope.Keep(attended.Transpose(1, 2).Unflatten(2, [input.Size(2), input.Size(3)]));
    }
}
