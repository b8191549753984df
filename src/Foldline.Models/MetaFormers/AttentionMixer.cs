using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>Self-attention without biases, 32 channels a head: [N, tokens, C] → the same.</summary>
internal sealed class AttentionMixer : Layer
{
    private const int HeadChannels = 32;
    private readonly int heads;
    private readonly Linear qkv;
    private readonly Linear proj;

    public AttentionMixer(int channels)
    {
        heads = channels / HeadChannels;
        qkv = Register("qkv", new Linear(channels, 3 * channels, bias: false));
        proj = Register("proj", new Linear(channels, channels, bias: false));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input), heads);
        return scope.Keep(proj.Forward(DotProductAttention.Apply(query, key, value)));
    }
}
