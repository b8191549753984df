using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>A quarter of the channels, twice the size by a transposed convolution, and the encoder's map added.</summary>
internal sealed class LinkBlock : SkipBlock
{
    private readonly Sequential block;

    public LinkBlock(int inChannels, int outChannels, bool batchNorm)
    {
        var middle = inChannels / 4;
        block = Register("block", new Sequential(
            new ConvRelu(inChannels, middle, 1, batchNorm),
            Twice(middle, batchNorm),
            new ConvRelu(middle, outChannels, 1, batchNorm)));
    }

    public override Tensor Forward(Tensor input, Tensor? skip)
    {
        var x = block.Forward(input);
        return skip is null || skip.Size(1) == 0 ? x : Sum(x, skip);
    }

    private static Sequential Twice(int channels, bool batchNorm)
    {
        var transposed = new ConvTranspose2d(channels, channels, 4, new Conv2dOptions { Stride = 2, Padding = 1 });
        var relu = new Activation(ActivationKind.Relu);
        return batchNorm ? new Sequential(transposed, new BatchNorm2d(channels), relu) : new Sequential(transposed, relu);
    }

    // Not in place: the gradient of the last ReLU needs its output as it was.
    private static Tensor Sum(Tensor map, Tensor skip)
    {
        using (map)
            return map + skip;
    }
}
