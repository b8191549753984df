using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Channel attention by two 1×1 convolutions of the channels' means (Hu et al. 2018), with MobileOne's names.</summary>
internal sealed class MobileOneAttention : Layer
{
    private const int Reduction = 16;
    private readonly Conv2d reduce;
    private readonly Conv2d expand;

    public MobileOneAttention(int channels)
    {
        reduce = Register("reduce", new Conv2d(channels, channels / Reduction, 1));
        expand = Register("expand", new Conv2d(channels / Reduction, channels, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var gate = expand.Forward(reduce.Forward(input.Mean([2, 3], keepdim: true)).ReluInPlace());
        return scope.Keep(input * gate.SigmoidInPlace());
    }
}
