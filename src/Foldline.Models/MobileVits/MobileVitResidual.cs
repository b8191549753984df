using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>1×1 expansion, depthwise 3×3, 1×1 projection; a shortcut where the shape stays.</summary>
internal sealed class MobileVitResidual : Layer
{
    private readonly bool hasShortcut;
    private readonly ConvNormAct conv1;
    private readonly ConvNormAct conv2;
    private readonly ConvNormAct conv3;
    private readonly DropPath dropPath;

    public MobileVitResidual(int inChannels, int outChannels, int stride, double expansion, double dropRate)
    {
        var middle = Channels.MakeDivisible(inChannels * expansion);
        hasShortcut = inChannels == outChannels && stride == 1;
        conv1 = Register("conv1_1x1", new ConvNormAct(inChannels, middle, activation: ActivationKind.Silu));
        conv2 = Register("conv2_kxk", new ConvNormAct(middle, middle, 3, stride, middle, ActivationKind.Silu));
        conv3 = Register("conv3_1x1", new ConvNormAct(middle, outChannels, activation: ActivationKind.Identity));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var branch = conv1.Forward(input).Then(conv2).Then(conv3).Then(dropPath);
        return hasShortcut ? branch.PlusShortcut(input, input) : branch;
    }
}
