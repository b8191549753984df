using System.Collections.Immutable;

namespace Foldline.Pipelines.Records;

/// <summary>What is known of a sample before it is decoded.</summary>
/// <param name="Id">Sample id.</param>
/// <param name="Image">Path relative to the data folder.</param>
/// <param name="Height">Height of the image file in pixels.</param>
/// <param name="Width">Width of the image file in pixels.</param>
/// <param name="Boxes">Marked regions, scaled to the image file.</param>
public sealed record SampleRecord(string Id, string Image, int Height, int Width, ImmutableArray<SampleBox> Boxes)
{
    /// <summary>Whether anything was marked: label 1 of a two-class task, else 0.</summary>
    public bool IsAnnotated => !Boxes.IsEmpty;
}
