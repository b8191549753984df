using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="ChannelShuffle"/> draws.</summary>
/// <param name="Seed">Decides the order together with the number of channels, which is known only when the image is.</param>
public sealed record ChannelShuffleParameters(ulong Seed) : TransformParameters
{
    /// <summary>An explicit order instead: output channel c is input channel <c>Order[c]</c>.</summary>
    public ImmutableArray<int> Order { get; init; } = [];

    /// <summary>The order for an image.</summary>
    /// <param name="channels">Its channels.</param>
    public ImmutableArray<int> For(int channels)
    {
        if (!Order.IsEmpty)
            return Order;
        int[] order = [.. Enumerable.Range(0, channels)];
        var random = CounterRandom.For(Seed);
        random.Shuffle<int>(order);
        return [.. order];
    }
}
