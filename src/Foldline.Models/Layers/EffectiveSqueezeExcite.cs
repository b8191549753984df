using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Channel attention by one 1×1 convolution of the channels' means (Lee and Park 2020); timm's <c>EffectiveSEModule</c>.</summary>
internal sealed class EffectiveSqueezeExcite : Layer
{
    private readonly Conv2d conv;

    public EffectiveSqueezeExcite(int channels) => conv = Register("fc", new Conv2d(channels, channels, 1));

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input * conv.Forward(input.Mean([2, 3], keepdim: true)).HardsigmoidInPlace());
    }
}
