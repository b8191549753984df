namespace Foldline.Pipelines.Experiments;

/// <summary>What a competition's leaderboard said of a run's submission.</summary>
/// <param name="Time">When it was noted.</param>
/// <param name="IsPrivate">True for the private leaderboard, false for the public one.</param>
/// <param name="Score">The score, finite.</param>
public sealed record LeaderboardScore(DateTimeOffset Time, bool IsPrivate, double Score);
