using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Convolution with the "same" padding that TensorFlow would use for images of one size, whatever the size of its input.</summary>
internal sealed class StaticSameConv2d : Conv2d
{
    private long[] outerPadding;

    public StaticSameConv2d(int inChannels, int outChannels, int kernelSize, (int Stride, int Groups, int ImageSize) shape)
        : base(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = shape.Stride, Groups = shape.Groups, Bias = false })
    {
        var outputs = OutputSize(shape.ImageSize, shape.Stride);
        var padding = Math.Max(0, ((outputs - 1) * shape.Stride) + kernelSize - shape.ImageSize);
        var before = padding / 2;
        outerPadding = [before, padding - before, before, padding - before];
    }

    /// <summary>Side length of the output for one of the input.</summary>
    public static int OutputSize(int size, int stride) => (size + stride - 1) / stride;

    /// <summary>The padding of its own is given up for that of the convolution.</summary>
    public override void ChangeWalk(Conv2dOptions walk)
    {
        outerPadding = [0, 0, 0, 0];
        base.ChangeWalk(walk);
    }

    public override Tensor Forward(Tensor input)
    {
        if (outerPadding.All(side => side == 0))
            return base.Forward(input);
        using var padded = input.ConstantPadNd(outerPadding);
        return base.Forward(padded);
    }
}
