namespace Foldline.Pipelines.Doctor;

/// <summary>How thoroughly a doctor looks, and what is written beside the findings.</summary>
/// <param name="DataFolder">Folder with the recipe's tables and images.</param>
public sealed record DoctorOptions(string DataFolder)
{
    /// <summary>Folder that holds run folders, and beside them the images that a preparation makes.</summary>
    public string RunsFolder { get; init; } = "runs";

    /// <summary>Whether checks train for a short while.</summary>
    public bool Trains { get; init; }

    /// <summary>CSV file for the pairs of images that are the same and lie on different sides; null writes none.</summary>
    public string? PairsPath { get; init; }

    /// <summary>CSV file with a group for each labelled sample, the same for pictures that are the same; null writes none.</summary>
    public string? GroupsPath { get; init; }
}
