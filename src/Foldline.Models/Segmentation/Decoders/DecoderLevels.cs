using Foldline.Models.Segmentation.Encoders;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Channels of the blocks of a decoder that climbs up the encoder's maps, deepest first.</summary>
internal sealed class DecoderLevels
{
    private static readonly int[] Default = [256, 128, 64, 32, 16];

    /// <exception cref="FoldlineException">FL2214: not one number of channels for each stage of the encoder.</exception>
    public DecoderLevels(Encoder encoder, SegmentationOptions options)
    {
        var depth = encoder.Depth;
        Outputs = [.. options.DecoderChannels ?? Default];
        if (Outputs.Length != depth)
        {
            throw FoldlineException.User(
                "FL2214",
                $"The decoder has a block for each of the encoder's {depth} stages, but {Outputs.Length} numbers of channels: {string.Join(", ", Outputs)}. Give {depth} of them, or use another encoder depth.",
                null,
                ("depth", $"{depth}"));
        }

        Head = encoder.OutChannels[depth];
        Inputs = [Head, .. Outputs[..^1]];
        Skips = [.. encoder.OutChannels.Skip(1).Take(depth - 1).Reverse(), 0];
    }

    /// <summary>Channels of the deepest map.</summary>
    public int Head { get; }

    /// <summary>Number of blocks.</summary>
    public int Count => Outputs.Length;

    /// <summary>Channels that come from below.</summary>
    public int[] Inputs { get; }

    /// <summary>Channels of the encoder's maps; the last block has none.</summary>
    public int[] Skips { get; }

    /// <summary>Channels of the outputs.</summary>
    public int[] Outputs { get; }
}
