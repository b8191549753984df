using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="ChannelDropout"/> draws.</summary>
/// <param name="Count">Number of channels to drop.</param>
/// <param name="Seed">Decides which ones together with the number of channels, which is known only when the image is.</param>
public sealed record ChannelDropoutParameters(int Count, ulong Seed) : TransformParameters
{
    /// <summary>Explicit channels instead.</summary>
    public ImmutableArray<int> Channels { get; init; } = [];

    /// <summary>The channels to drop of an image.</summary>
    /// <param name="channels">Its channels.</param>
    public ImmutableArray<int> For(int channels)
    {
        if (!Channels.IsEmpty)
            return Channels;
        int[] all = [.. Enumerable.Range(0, channels)];
        var random = CounterRandom.For(Seed);
        random.Shuffle<int>(all);
        return [.. all.Take(Count)];
    }
}
