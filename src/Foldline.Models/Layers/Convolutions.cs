using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Makes the usual runs of convolution, batch normalisation and activation.</summary>
internal static class Convolutions
{
    /// <summary>A convolution without bias, padded so that the output is the input's size divided by the stride.</summary>
    public static Conv2d Conv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1) =>
        new(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = (stride - 1 + (kernelSize - 1)) / 2,
            Groups = groups,
            Bias = false,
        });

    /// <summary>A convolution without bias and with TensorFlow's "same" padding, done by the convolution itself where it is symmetric for every size.</summary>
    public static Conv2d SameConv(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1) => SamePadding.IsStatic(kernelSize, stride)
        ? Conv(inChannels, outChannels, kernelSize, stride, groups)
        : new Conv2dSame(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = stride, Groups = groups, Bias = false });

    /// <summary>A convolution (<c>0</c>) and batch normalisation (<c>1</c>).</summary>
    public static Sequential ConvNorm(int inChannels, int outChannels, int kernelSize, int stride = 1) =>
        new(Conv(inChannels, outChannels, kernelSize, stride), new BatchNorm2d(outChannels));

    /// <summary>A convolution (<c>0</c>), batch normalisation (<c>1</c>) and a ReLU (<c>2</c>).</summary>
    public static Sequential ConvNormRelu(int inChannels, int outChannels, int kernelSize, int stride = 1) =>
        new(Conv(inChannels, outChannels, kernelSize, stride), new BatchNorm2d(outChannels), new Activation(ActivationKind.Relu));
}
