using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Keeps some channels in a given order; a channel may come more than once. Masks, boxes and keypoints stay as they are. Recipe:
/// <c>select_channels: {channels: [0, 2, 4]}</c>.
/// </summary>
public sealed class SelectChannels : Transform
{
    /// <inheritdoc/>
    public override string Name => "select_channels";

    /// <summary>Numbers of the channels, from 0; at least one.</summary>
    public required ImmutableArray<int> Channels { get; init; }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has not so many channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        if (Channels.Max() >= input.Channels)
            throw ImageRequirement.Refusal(input, Name, $"{Channels.Max() + 1} channels or more");
        input.Derive(Channels.Length, input.PixelType, (source, result) =>
        {
            switch (source.PixelType)
            {
                case PixelType.UInt8:
                    Copy(source.Pixels<byte>(), source.Channels, result.Pixels<byte>());
                    break;
                case PixelType.UInt16:
                    Copy(source.Pixels<ushort>(), source.Channels, result.Pixels<ushort>());
                    break;
                default:
                    Copy(source.Pixels<float>(), source.Channels, result.Pixels<float>());
                    break;
            }
        });
    }

    private void Copy<T>(ReadOnlySpan<T> from, int channels, Span<T> to)
    {
        for (int pixel = 0, at = 0; pixel < from.Length; pixel += channels)
        {
            foreach (var channel in Channels)
                to[at++] = from[pixel + channel];
        }
    }
}
