namespace Foldline.Pipelines.Previews;

/// <summary>What a preview shows and where it is written.</summary>
/// <param name="DataFolder">The data folder.</param>
/// <param name="Path">Files to write, without their ending: a PNG and an HTML file.</param>
public sealed record PreviewOptions(string DataFolder, string Path)
{
    /// <summary>Number of training samples, at least 1.</summary>
    public int Samples { get; init; } = 4;

    /// <summary>Number of augmentations of each, at least 1.</summary>
    public int Count { get; init; } = 5;
}
