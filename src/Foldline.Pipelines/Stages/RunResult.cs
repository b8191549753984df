using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>What a run came to.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Metrics">Metrics by fold and over all; null before any fold was trained.</param>
/// <param name="SubmissionRows">Rows of the submission; 0 when none was written.</param>
public sealed record RunResult(string Folder, RunMetrics? Metrics, int SubmissionRows);
