using Foldline.Models.Segmentation.Decoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Heads;

/// <summary>Makes the heads of a segmentation network.</summary>
internal static class Head
{
    /// <summary>The decoder's map to classes of pixels: convolution, enlargement, activation.</summary>
    public static Sequential ForMasks(int inChannels, SegmentationOptions options, int kernelSize, int upsampling) => new(
        new Conv2d(inChannels, options.Classes, kernelSize, new Conv2dOptions { Padding = kernelSize / 2 }),
        Upsample.Bilinear(upsampling),
        new HeadActivation(options.Activation));

    /// <summary>The encoder's deepest map to classes of images: pooling, dropout, linear layer, activation.</summary>
    public static Sequential ForLabels(int inChannels, LabelHeadOptions options) => new(
        new HeadPool(options.Pooling),
        new Identity(),
        new Dropout(options.Dropout),
        new Linear(inChannels, options.Classes),
        new HeadActivation(options.Activation));

    /// <summary>As the reference: Glorot and Bengio, no biases.</summary>
    public static void Reset(Sequential head, TorchGenerator generator)
    {
        foreach (var (_, module) in head.Modules())
        {
            var (weight, bias) = module switch
            {
                Conv2d conv => (conv.Weight, conv.Bias),
                Linear linear => (linear.Weight, linear.Bias),
                _ => (null, null),
            };
            if (weight is not null)
                Init.XavierUniform(weight, generator);
            if (bias is not null)
                Init.Constant(bias, 0);
        }
    }
}
