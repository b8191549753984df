namespace Foldline.Pipelines.Stages;

/// <summary>What a run is told beside the recipe.</summary>
public sealed record RunOptions
{
    /// <summary>Folder with the recipe's tables and images.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder that holds run folders.</summary>
    public string OutFolder { get; init; } = "runs";

    /// <summary>Folder of the run to go on with; null starts a new one.</summary>
    public string? Resume { get; init; }

    /// <summary>A program's own network instead of one that the recipe names; null takes the recipe's.</summary>
    public NetworkFactory? Network { get; init; }

    /// <summary>Whether the run stops when the doctor finds errors, whatever the recipe says.</summary>
    public bool StrictDoctor { get; init; }

    /// <summary>What was typed, for the report; null leaves it out.</summary>
    public string? CommandLine { get; init; }
}
