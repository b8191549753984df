using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>Makes convolutions without bias whose padding keeps the size.</summary>
internal static class AlignedParts
{
    public static Conv2d Conv(int inChannels, int outChannels, int kernelSize = 1, int stride = 1) =>
        new(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = stride, Padding = kernelSize / 2, Bias = false });

    public static Conv2d Depthwise(int channels, int stride) =>
        new(channels, channels, 3, new Conv2dOptions { Stride = stride, Padding = 1, Groups = channels, Bias = false });
}
