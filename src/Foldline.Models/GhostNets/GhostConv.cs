using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>A convolution (<c>conv</c>), batch normalisation (<c>bn1</c>) and an activation.</summary>
internal sealed class GhostConv : Layer
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn1;
    private readonly Activation act;

    public GhostConv(Conv2d conv, ActivationKind activation = ActivationKind.Identity)
    {
        this.conv = Register("conv", conv);
        bn1 = Register("bn1", new BatchNorm2d(conv.OutChannels));
        act = Register("act", new Activation(activation));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(bn1).Then(act);
}
