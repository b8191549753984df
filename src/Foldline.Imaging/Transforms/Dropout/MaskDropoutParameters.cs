using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="MaskDropout"/> draws.</summary>
/// <param name="Count">Number of objects that are removed.</param>
/// <param name="Seed">Decides which ones, as their number is known only when the mask is.</param>
public sealed record MaskDropoutParameters(int Count, ulong Seed) : TransformParameters
{
    /// <summary>Explicit objects instead, numbered as <see cref="ConnectedComponents"/> does.</summary>
    public ImmutableArray<int> Labels { get; init; } = [];

    /// <summary>The objects to remove.</summary>
    /// <param name="objects">How many objects there are.</param>
    public ImmutableArray<int> For(int objects)
    {
        if (!Labels.IsEmpty)
            return Labels;
        int[] all = [.. Enumerable.Range(1, objects)];
        var random = CounterRandom.For(Seed);
        random.Shuffle<int>(all);
        return [.. all.Take(Count)];
    }
}
