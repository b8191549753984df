namespace Foldline.Reports;

/// <summary>Images side by side: samples with their labels, or one sample under different augmentations.</summary>
/// <param name="Title">Heading; null for none.</param>
/// <param name="Images">The images in order.</param>
public sealed record ImageGridBlock(string? Title, IReadOnlyList<ReportImage> Images) : ReportBlock
{
    /// <summary>Images in a row, 1 to 12.</summary>
    public int Columns { get; init; } = 4;
}
