using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>Joins the outputs of a tree: concatenation, 1×1 convolution, norm, ReLU.</summary>
internal sealed class DlaRoot : Module
{
    private readonly bool isResidual;
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly Activation relu;

    public DlaRoot(int inChannels, int outChannels, bool isResidual)
    {
        this.isResidual = isResidual;
        conv = Register("conv", Convolutions.Conv(inChannels, outChannels, 1));
        bn = Register("bn", new BatchNorm2d(outChannels));
        relu = Register("relu", new Activation(ActivationKind.Relu));
    }

    /// <param name="children">The newest first; it is the shortcut of a residual root.</param>
    public Tensor Forward(Tensor[] children)
    {
        var joined = Aten.Cat(children, dim: 1).Then(conv).Then(bn);
        if (isResidual)
            joined.AddInPlace(children[0]);
        return joined.Then(relu);
    }
}
