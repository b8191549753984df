using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Two 3×3 convolutions, the first of which halves the map, with a norm and an activation between them.</summary>
internal sealed class MaxxStem : Layer
{
    private readonly Conv2d conv1;
    private readonly Layer norm1;
    private readonly Activation act1;
    private readonly Conv2d conv2;

    public MaxxStem(MaxxParts parts, int inChannels, (int First, int Second) channels, bool bias)
    {
        var settings = parts.Convolution;
        conv1 = Register("conv1", parts.Conv(inChannels, channels.First, 3, 2, bias: bias));
        norm1 = Register<Layer>("norm1", settings.IsConvNext
            ? new LayerNorm2d(channels.First, settings.Epsilon)
            : new BatchNorm2d(channels.First, settings.Epsilon));
        act1 = Register("act1", new Activation(settings.Activation));
        conv2 = Register("conv2", parts.Conv(channels.First, channels.Second, 3, bias: bias));
    }

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(norm1).Then(act1).Then(conv2);
}
