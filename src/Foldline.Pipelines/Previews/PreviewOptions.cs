using Foldline.Pipelines.Preparing;

namespace Foldline.Pipelines.Previews;

/// <summary>What a preview shows and where it is written.</summary>
/// <param name="DataFolder">The data folder.</param>
/// <param name="Path">Files to write, without their ending: a PNG and an HTML file.</param>
public sealed record PreviewOptions(string DataFolder, string Path)
{
    /// <summary>Folder that holds run folders, and beside them the images that a preparation makes.</summary>
    public string RunsFolder { get; init; } = "runs";

    /// <summary>Receives how far such a preparation is, from one thread at a time.</summary>
    public Action<PreparationProgress> Report { get; init; } = _ => { };

    /// <summary>Number of training samples, at least 1.</summary>
    public int Samples { get; init; } = 4;

    /// <summary>Number of augmentations of each, at least 1.</summary>
    public int Count { get; init; } = 5;
}
