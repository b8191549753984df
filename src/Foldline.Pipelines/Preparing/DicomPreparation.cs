using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Imaging.Dicom;

namespace Foldline.Pipelines.Preparing;

/// <summary>DICOM files to pictures: the first frame of each file, 8 bits.</summary>
public sealed record DicomPreparation : Preparation
{
    /// <summary>Whether the file's look-up table or window for display is applied.</summary>
    public bool AppliesVoi { get; init; } = true;

    /// <summary>Which window of several is applied, from 0.</summary>
    public int Window { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Endings => [".dicom", ".dcm"];

    /// <inheritdoc/>
    public override string Describe() => $"dicom {base.Describe()} {(AppliesVoi ? $"window-{Window}" : "no-window")}";

    /// <inheritdoc/>
    public override (Image Picture, int Count) Read(string path)
    {
        var file = DicomFile.Read(path, new DicomOptions { ApplyVoi = AppliesVoi, Window = Window });
        return (file.ToImage(), file.Metadata.NumberOfFrames ?? 1);
    }
}
