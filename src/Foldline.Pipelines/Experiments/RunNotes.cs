using System.Collections.Immutable;

namespace Foldline.Pipelines.Experiments;

/// <summary>What people noted on a run, oldest first. Immutable.</summary>
public sealed record RunNotes
{
    /// <summary>Nothing noted.</summary>
    public static RunNotes None { get; } = new();

    /// <summary>The notes.</summary>
    public ImmutableArray<RunNote> Notes { get; init; } = [];

    /// <summary>The scores; the newest of a board counts.</summary>
    public ImmutableArray<LeaderboardScore> Scores { get; init; } = [];

    /// <summary>Text of the newest note; null without one.</summary>
    public string? Newest => Notes.IsEmpty ? null : Notes[^1].Text;

    /// <summary>The newest score of the public leaderboard; not-a-number without one.</summary>
    public double Public => NewestOf(isPrivate: false);

    /// <summary>The newest score of the private leaderboard; not-a-number without one.</summary>
    public double Private => NewestOf(isPrivate: true);

    private double NewestOf(bool isPrivate) => Scores.LastOrDefault(score => score.IsPrivate == isPrivate)?.Score ?? double.NaN;
}
