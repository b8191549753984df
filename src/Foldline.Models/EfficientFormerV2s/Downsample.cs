using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>A strided convolution, before the last stage plus attention that halves the map.</summary>
internal sealed class Downsample : Layer
{
    private readonly BiasedConvNorm conv;
    private readonly ShrinkingAttention? attention;

    public Downsample(int inChannels, int outChannels, Size2? attendedMap)
    {
        conv = Register("conv", new BiasedConvNorm(inChannels, outChannels, 3, 2));
        attention = attendedMap is { } map ? Register("attn", new ShrinkingAttention(inChannels, outChannels, map)) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        var output = conv.Forward(input);
        return attention is null ? output : output.PlusShortcut(attention.Forward(input), input);
    }
}
