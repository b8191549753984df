using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>Channel attention by one 1×1 convolution of the channels' means (Lee and Park 2020).</summary>
internal sealed class EffectiveExcite : Layer
{
    private readonly Conv2d conv;

    public EffectiveExcite(int channels) => conv = Register("conv", new Conv2d(channels, channels, 1));

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input * conv.Forward(input.Mean([2, 3], keepdim: true)).SigmoidInPlace());
    }
}
