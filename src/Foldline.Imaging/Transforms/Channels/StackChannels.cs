namespace Foldline.Imaging;

/// <summary>
/// Puts the channels one below the other, which gives one tall channel. For images without masks, boxes and keypoints. Recipe:
/// <c>stack_channels: {count: 6}</c>.
/// </summary>
public sealed class StackChannels : Transform
{
    /// <inheritdoc/>
    public override string Name => "stack_channels";

    /// <summary>Number of channels, at least 1.</summary>
    public required int Count { get; init; }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override ImageSize SizeAfter(TransformParameters parameters, ImageSize size) => size with { Height = size.Height * Count };

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has another number of channels, or masks, boxes or keypoints.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        if (input.Channels != Count || !input.Masks.IsEmpty || input.Boxes.Count > 0 || input.Keypoints.Count > 0)
            throw ImageRequirement.Refusal(input, Name, $"{Count} channels and no masks, boxes or keypoints");
        var source = input.Image;
        var result = Image.Allocate(source.Height * Count, source.Width, 1, source.PixelType);
        switch (source.PixelType)
        {
            case PixelType.UInt8:
                Copy(source.Pixels<byte>(), result.Pixels<byte>());
                break;
            case PixelType.UInt16:
                Copy(source.Pixels<ushort>(), result.Pixels<ushort>());
                break;
            default:
                Copy(source.Pixels<float>(), result.Pixels<float>());
                break;
        }

        input.ReplaceImage(result);
    }

    private void Copy<T>(ReadOnlySpan<T> from, Span<T> to)
    {
        var plane = from.Length / Count;
        for (var channel = 0; channel < Count; channel++)
        {
            for (int i = 0, at = channel; i < plane; i++, at += Count)
                to[(channel * plane) + i] = from[at];
        }
    }
}
