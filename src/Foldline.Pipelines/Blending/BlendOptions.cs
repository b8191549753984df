namespace Foldline.Pipelines.Blending;

/// <summary>What is blended, and how.</summary>
public sealed record BlendOptions
{
    /// <summary>Folders of the runs, at least two; the first one's recipe gives metrics and submission.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>Folder with the recipe's tables.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder that holds run folders; the blend becomes one of them.</summary>
    public string OutFolder { get; init; } = "runs";

    /// <summary>What the weights are fitted by: a metric's name or YAML such as <c>{f1: {average: macro}}</c>; null takes the recipe's first.</summary>
    public string? Metric { get; init; }

    /// <summary>Whether ranks are averaged instead of probabilities.</summary>
    public bool UseRanks { get; init; }

    /// <summary>What was typed, for the report; null leaves it out.</summary>
    public string? CommandLine { get; init; }
}
