using System.Collections.Immutable;

namespace Foldline.Pipelines.Samples.Eeg;

/// <summary>Ten minutes of a recording that experts have voted on.</summary>
/// <param name="OffsetSeconds">Where it starts, even.</param>
/// <param name="Votes">Votes for each pattern.</param>
internal sealed record Excerpt(int OffsetSeconds, ImmutableArray<int> Votes)
{
    private const double Agreement = 0.8;

    /// <summary>The pattern with most votes.</summary>
    public BrainPattern Consensus => (BrainPattern)Votes.IndexOf(Votes.Max());

    /// <summary>Draws the votes of three to fifteen experts, most of whom see what is there.</summary>
    public static Excerpt Draw(ref CounterRandom random, BrainPattern pattern, int offsetSeconds)
    {
        var votes = new int[Recording.PatternNames.Length];
        var experts = 3 + random.NextInt32(13);
        for (var i = 0; i < experts; i++)
            votes[random.NextBool(Agreement) ? (int)pattern : random.NextInt32(votes.Length)]++;
        return new Excerpt(offsetSeconds, [.. votes]);
    }
}
