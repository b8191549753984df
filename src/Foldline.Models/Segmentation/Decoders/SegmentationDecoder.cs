using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Makes one feature map of those that an encoder gives.</summary>
public abstract class SegmentationDecoder : Module
{
    /// <summary>Channels of the output.</summary>
    public abstract int OutChannels { get; }

    /// <summary>
    /// Feature maps to one map [N, <see cref="OutChannels"/>, h, w]. The feature maps belong to the decoder: it frees them as soon as they
    /// are used.
    /// </summary>
    /// <param name="features">As the encoder gives them, largest first.</param>
    public abstract Tensor Forward(IReadOnlyList<Tensor> features);

    /// <summary>As the reference: convolutions by He et al. (uniform, fan in), linear layers by Glorot and Bengio, no biases.</summary>
    /// <param name="generator">Draws the weights.</param>
    internal void ResetByHe(TorchGenerator generator)
    {
        foreach (var (_, module) in Modules())
        {
            if (module is not Conv2d conv)
                continue;
            Init.KaimingUniform(conv.Weight, generator);
            if (conv.Bias is not null)
                Init.Constant(conv.Bias, 0);
        }
    }

    /// <summary>The one number of channels of architectures that take a single one.</summary>
    /// <exception cref="FoldlineException">FL2214: several were given.</exception>
    private protected static int SingleWidth(SegmentationOptions options, int whenNull) => options.DecoderChannels switch
    {
        null => whenNull,
        [var width] => width,
        { Count: var count } => throw FoldlineException.User("FL2214", $"The decoder takes one number of channels, but {count} were given."),
    };

    /// <summary>Frees maps that the decoder does not use.</summary>
    /// <param name="features">All maps.</param>
    /// <param name="used">How many of the deepest are used.</param>
    private protected static void FreeUnused(IReadOnlyList<Tensor> features, int used)
    {
        for (var i = 0; i < features.Count - used; i++)
            features[i].Dispose();
    }
}
