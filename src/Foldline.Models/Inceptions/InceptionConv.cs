using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Makes convolutions with batch normalisation and ReLU.</summary>
internal static class InceptionConv
{
    private const double Epsilon = 1e-3;

    /// <summary>Padding that keeps the size.</summary>
    public static ConvNormAct Same(int inChannels, int outChannels, Size2 kernelSize) =>
        Make(inChannels, outChannels, kernelSize, 1, new Size2(kernelSize.Height / 2, kernelSize.Width / 2));

    /// <summary>No padding.</summary>
    public static ConvNormAct Valid(int inChannels, int outChannels, Size2 kernelSize, int stride = 1) => Make(inChannels, outChannels, kernelSize, stride, 0);

    private static ConvNormAct Make(int inChannels, int outChannels, Size2 kernelSize, int stride, Size2 padding) => new(
        new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = stride, Padding = padding, Bias = false }),
        new BatchNormAct2d(outChannels, ActivationKind.Relu, Epsilon));
}
