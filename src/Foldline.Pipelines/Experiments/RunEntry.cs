using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Experiments;

/// <summary>What the files of a run's folder say of it.</summary>
public sealed record RunEntry
{
    /// <summary>Full path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The run's id: the folder's name.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>Name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The network, or how many runs a blend has.</summary>
    public required string Model { get; init; }

    /// <summary>Whether it is a blend of runs.</summary>
    public bool IsBlend => RunFolder.IsBlend(Folder);

    /// <summary>What became of it; null when that is not known.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Its metrics; null before any were measured.</summary>
    public RunMetrics? Metrics { get; init; }

    /// <summary>Folds that have predictions.</summary>
    public int FoldsDone { get; init; }

    /// <summary>Folds that the recipe trains; null when the recipe alone does not tell.</summary>
    public int? FoldsPlanned { get; init; }

    /// <summary>What people noted on it.</summary>
    public RunNotes Notes { get; init; } = RunNotes.None;

    /// <summary>The effective recipe, flat.</summary>
    public required RecipeSettings Settings { get; init; }

    /// <summary>A metric over all out-of-fold predictions; not-a-number when there is none.</summary>
    /// <param name="metric">Name of the metric.</param>
    public double Score(string metric) => Metrics?.OutOfFoldValue(metric) ?? double.NaN;
}
