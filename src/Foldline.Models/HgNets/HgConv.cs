using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>A convolution without bias, batch normalisation and, if asked, a ReLU with a learned scale and shift behind it.</summary>
internal sealed class HgConv : Layer
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;
    private readonly Activation act;
    private readonly Layer affine;

    public HgConv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, bool activates = true, bool hasAffine = false)
    {
        conv = Register("conv", new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = (stride - 1 + (kernelSize - 1)) / 2,
            Groups = groups,
            Bias = false,
        }));
        norm = Register("bn", new BatchNorm2d(outChannels));
        act = Register("act", new Activation(activates ? ActivationKind.Relu : ActivationKind.Identity));
        affine = Register<Layer>("lab", activates && hasAffine ? new LearnedAffine() : new Identity());
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(norm).Then(act).Then(affine);
}
