using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>An inverted residual whose layers are numbered in one sequence, as torchvision names them.</summary>
internal sealed class InvertedResidualChain : Layer
{
    private readonly Sequential conv;
    private readonly bool hasShortcut;

    public InvertedResidualChain(int inChannels, int outChannels, int stride, int expansion)
    {
        var middle = inChannels * expansion;
        hasShortcut = stride == 1 && inChannels == outChannels;
        conv = Register("conv", new Sequential());
        if (expansion > 1)
            conv.Add(ConvNormRelu6(inChannels, middle, 1));
        conv.Add(ConvNormRelu6(middle, middle, 3, stride, middle));
        conv.Add(Convolutions.Conv(middle, outChannels, 1));
        conv.Add(new BatchNorm2d(outChannels));
    }

    public static Sequential ConvNormRelu6(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1) => new(
        Convolutions.Conv(inChannels, outChannels, kernelSize, stride, groups),
        new BatchNorm2d(outChannels),
        new Activation(ActivationKind.Relu6));

    public override Tensor Forward(Tensor input)
    {
        var branch = conv.Forward(input);
        return hasShortcut ? branch.PlusShortcut(input, input) : branch;
    }
}
