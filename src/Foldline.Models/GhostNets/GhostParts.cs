using Foldline.Models.EfficientNets;
using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>Makes the layers of blocks.</summary>
internal static class GhostParts
{
    /// <summary>Numbers of channels are multiples of four.</summary>
    public static int Scale(double channels) => Channels.MakeDivisible(channels, 4);

    public static Conv2d Conv(int inChannels, int outChannels, Size2 kernelSize, int stride = 1, int groups = 1) =>
        new(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = new Size2(kernelSize.Height / 2, kernelSize.Width / 2),
            Groups = groups,
            Bias = false,
        });

    /// <summary>Squeeze-and-excitation of a block, or nothing.</summary>
    public static Layer Attention(int channels, double ratio) => ratio == 0
        ? new Identity()
        : new MobileSqueezeExcite(channels, Scale(channels * ratio), ActivationKind.Relu, ActivationKind.HardSigmoid);

    /// <summary>The shortcut where a block changes the map, else the identity.</summary>
    public static Layer Shortcut(int inChannels, int outChannels, int kernelSize, int stride) => inChannels == outChannels && stride == 1
        ? new Identity()
        : new Sequential(
            Conv(inChannels, inChannels, kernelSize, stride, inChannels),
            new BatchNorm2d(inChannels),
            Conv(inChannels, outChannels, 1),
            new BatchNorm2d(outChannels));
}
