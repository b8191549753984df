using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Nests;

/// <summary>Self-attention whose output has the heads' first channels first, then their second ones and so on: [parts, tokens, C] → the same.</summary>
internal sealed class NestAttention : Layer
{
    private const int HeadChannels = 32;
    private readonly int heads;
    private readonly Linear qkv;
    private readonly Linear proj;

    public NestAttention(int channels)
    {
        heads = channels / HeadChannels;
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input), heads);
        var attended = DotProductAttention.Weights(query, key).Matmul(value);
        return scope.Keep(proj.Forward(attended.Permute([0, 2, 3, 1]).Flatten(2)));
    }
}
