using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>A bottleneck with convolutions of four scales in the middle (Gao et al. 2021).</summary>
internal sealed class DlaScaleBlock : DlaBlock
{
    private const int Scales = 4;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly ScaleConvolutions scales;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly Activation relu;

    public DlaScaleBlock(int inChannels, int outChannels, int stride, int width, int groups)
    {
        conv1 = Register("conv1", Convolutions.Conv(inChannels, width * Scales, 1));
        bn1 = Register("bn1", new BatchNorm2d(width * Scales));
        scales = new ScaleConvolutions(width, Scales, groups, stride > 1 ? stride : null);
        Register("convs", scales.Convs);
        Register("bns", scales.Norms);
        conv3 = Register("conv3", Convolutions.Conv(width * Scales, outChannels, 1));
        bn3 = Register("bn3", new BatchNorm2d(outChannels));
        relu = Register("relu", new Activation(ActivationKind.Relu));
    }

    public override Tensor Forward(Tensor input, Tensor shortcut)
    {
        using var narrow = conv1.Forward(input).Then(bn1).Then(relu);
        return scales.Forward(narrow).Then(conv3).Then(bn3).AddInPlace(shortcut).Then(relu);
    }
}
