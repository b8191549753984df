using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>Batch normalisation, ReLU and a convolution; timm's <c>BnActConv2d</c>.</summary>
internal sealed class NormActConv : Layer
{
    private readonly BatchNormAct2d bn;
    private readonly Conv2d conv;

    public NormActConv(int inChannels, int outChannels, int kernelSize = 1, int stride = 1, int groups = 1)
    {
        bn = Register("bn", new BatchNormAct2d(inChannels, eps: DualPathBlock.Epsilon));
        conv = Register("conv", Convolutions.Conv(inChannels, outChannels, kernelSize, stride, groups));
    }

    public override Tensor Forward(Tensor input) => bn.Forward(input).Then(conv);
}
