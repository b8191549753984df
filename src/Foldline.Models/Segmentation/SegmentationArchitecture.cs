using Foldline.Models.Segmentation.Decoders;
using Foldline.Models.Segmentation.Encoders;

namespace Foldline.Models.Segmentation;

/// <summary>What tells one architecture from another.</summary>
/// <param name="Name">segmentation_models_pytorch's name.</param>
/// <param name="MakeDecoder">Makes the decoder for an encoder and its output stride.</param>
internal sealed record SegmentationArchitecture(string Name, Func<Encoder, SegmentationOptions, int, SegmentationDecoder> MakeDecoder)
{
    /// <summary>Stages of the encoder where the caller chooses none.</summary>
    public int DefaultDepth { get; init; } = 5;

    /// <summary>Whether it is always that many.</summary>
    public bool IsDepthFixed { get; init; }

    /// <summary>The fewest stages that the decoder can work with.</summary>
    public int LeastDepth { get; init; } = 1;

    /// <summary>Output strides of the encoder that the caller may choose; the first is the default.</summary>
    public int[] OutputStrides { get; init; } = [32];

    /// <summary>Kernel of the head.</summary>
    public int HeadKernelSize { get; init; } = 3;

    /// <summary>Factor of the head's enlargement.</summary>
    public int Upsampling { get; init; } = 1;

    /// <summary>Side length of the images divided by that of the decoder's map.</summary>
    public Func<Encoder, int> DecoderStride { get; init; } = encoder => Math.Max(1, encoder.OutputStride >> encoder.Depth);

    /// <summary>Whether the weights of decoder and heads are drawn by the reference's own rule instead of PyTorch's.</summary>
    public bool ResetsWeights { get; init; } = true;

    /// <exception cref="FoldlineException">FL2213: the decoder cannot work with so few stages.</exception>
    public int Depth(SegmentationOptions options)
    {
        var depth = options.EncoderDepth ?? DefaultDepth;
        if (IsDepthFixed && depth != DefaultDepth)
            throw FoldlineException.User("FL2213", $"{Name} always uses {DefaultDepth} stages of the encoder, but the encoder depth is {depth}. Leave it out.");
        if (depth < LeastDepth)
            throw FoldlineException.User("FL2213", $"{Name} needs {LeastDepth} or more stages of the encoder, but the encoder depth is {depth}.");
        return depth;
    }

    /// <exception cref="FoldlineException">FL2214: not one of those that the architecture can have.</exception>
    public int OutputStride(SegmentationOptions options)
    {
        var stride = options.EncoderOutputStride ?? OutputStrides[0];
        return OutputStrides.Contains(stride)
            ? stride
            : throw FoldlineException.User("FL2214", $"The encoder's output stride is {stride}; {Name} can have {string.Join(" or ", OutputStrides)}.");
    }
}
