namespace Foldline.Reports;

/// <summary>
/// All that a report shows. Nothing here knows what was trained: a pipeline fills in the parts that every run has and adds sections
/// of figures, images and tables of its own. The same model gives the same file, byte for byte.
/// </summary>
public sealed record ReportModel
{
    /// <summary>Name of the run's recipe or whatever the page is called; plain text, as are all texts here.</summary>
    public required string Title { get; init; }

    /// <summary>The run's id, unique within its folder of runs.</summary>
    public required string RunId { get; init; }

    /// <summary>One sentence under the title; null for none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>A few facts beside the title: when it started, the model, the command line.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>The numbers to see first.</summary>
    public IReadOnlyList<SummaryTile> Tiles { get; init; } = [];

    /// <summary>What the reader should know before trusting the numbers, such as damaged files that were left out.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The metrics by fold and over all; null when nothing was measured.</summary>
    public FoldMetrics? Metrics { get; init; }

    /// <summary>The body of the report, in order.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>How long each step took, in order.</summary>
    public IReadOnlyList<StepTime> Times { get; init; } = [];

    /// <summary>The effective recipe as YAML; null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>Machine, engine and versions.</summary>
    public IReadOnlyList<ReportFact> Environment { get; init; } = [];
}
