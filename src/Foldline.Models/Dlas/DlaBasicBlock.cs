using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>Two 3×3 convolutions.</summary>
internal sealed class DlaBasicBlock : DlaBlock
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Activation relu;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;

    public DlaBasicBlock(int inChannels, int outChannels, int stride)
    {
        conv1 = Register("conv1", Convolutions.Conv(inChannels, outChannels, 3, stride));
        bn1 = Register("bn1", new BatchNorm2d(outChannels));
        relu = Register("relu", new Activation(ActivationKind.Relu));
        conv2 = Register("conv2", Convolutions.Conv(outChannels, outChannels, 3));
        bn2 = Register("bn2", new BatchNorm2d(outChannels));
    }

    public override Tensor Forward(Tensor input, Tensor shortcut) =>
        conv1.Forward(input).Then(bn1).Then(relu).Then(conv2).Then(bn2).AddInPlace(shortcut).Then(relu);
}
