using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>A 1×1, a 3×3 and a 1×1 convolution.</summary>
internal sealed class DlaBottleneckBlock : DlaBlock
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly Activation relu;

    public DlaBottleneckBlock(int inChannels, int outChannels, int stride, int width, int groups)
    {
        conv1 = Register("conv1", Convolutions.Conv(inChannels, width, 1));
        bn1 = Register("bn1", new BatchNorm2d(width));
        conv2 = Register("conv2", Convolutions.Conv(width, width, 3, stride, groups));
        bn2 = Register("bn2", new BatchNorm2d(width));
        conv3 = Register("conv3", Convolutions.Conv(width, outChannels, 1));
        bn3 = Register("bn3", new BatchNorm2d(outChannels));
        relu = Register("relu", new Activation(ActivationKind.Relu));
    }

    public override Tensor Forward(Tensor input, Tensor shortcut) =>
        conv1.Forward(input).Then(bn1).Then(relu).Then(conv2).Then(bn2).Then(relu).Then(conv3).Then(bn3).AddInPlace(shortcut).Then(relu);
}
