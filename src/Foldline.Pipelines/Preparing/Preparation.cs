using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Pictures made of files: which folders are read, how a file becomes a picture, and in which format and size pictures are written.
/// Immutable, thread-safe.
/// </summary>
public abstract record Preparation : PreparationPart
{
    /// <summary>Folders within the data folder, with their subfolders; each gets a table of original sizes.</summary>
    public ImmutableArray<string> Folders { get; init; } = ["train", "test"];

    /// <summary><see cref="ImageFormat.Png"/> or <see cref="ImageFormat.Jpeg"/>.</summary>
    public ImageFormat Format { get; init; } = ImageFormat.Png;

    /// <summary>Quality of JPEG files, 1 to 100.</summary>
    public int Quality { get; init; } = 95;

    /// <summary>Size of the pictures; null = as the files are.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>Whether proportions are kept: pictures then fit into <see cref="Size"/> and touch it on one side at least.</summary>
    public bool KeepsAspect { get; init; }

    /// <summary>Endings of the files that are read, in lower case with the dot.</summary>
    public abstract ImmutableArray<string> Endings { get; }

    /// <summary>Ending of the pictures, with the dot.</summary>
    public string Ending => Format == ImageFormat.Jpeg ? ".jpg" : ".png";

    /// <summary>Whether tables of sizes that the recipe and the data folder have already are kept, because the files may not be the originals.</summary>
    public virtual bool KeepsSizes => false;

    /// <inheritdoc/>
    public override PreparationSummary Run(PreparationRun run) => new PicturePreparer(this, run).Run();

    /// <summary>All settings that a picture depends on, as a text without commas: pictures of other settings are made again.</summary>
    public virtual string Describe() => string.Join(
        ' ',
        Format == ImageFormat.Jpeg ? $"jpeg {Quality}" : "png",
        Size?.ToString() ?? "as-is",
        KeepsAspect ? "aspect" : "stretched");

    /// <summary>Reads a file's picture at its own size.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture, which the caller disposes, and how many the file holds.</returns>
    /// <exception cref="FoldlineException">FL30xx, FL31xx: the file is refused.</exception>
    public abstract (Image Picture, int Count) Read(string path);

    /// <summary>A picture as the bytes of a file: resized (means over areas when it shrinks) and encoded.</summary>
    /// <param name="picture">8-bit picture of one or three channels.</param>
    public byte[] Encode(Image picture)
    {
        var options = new EncodeOptions { Format = Format, Quality = Quality };
        if (Size is not { } box)
            return ImageCodec.Encode(picture, options);
        var size = KeepsAspect ? Fit(picture.Size, box) : box;
        var shrinks = size.Height <= picture.Height && size.Width <= picture.Width;
        using var resized = picture.Resize(size, shrinks ? Interpolation.Area : Interpolation.Linear);
        return ImageCodec.Encode(resized, options);
    }

    private static ImageSize Fit(ImageSize size, ImageSize box)
    {
        var factor = Math.Min((double)box.Height / size.Height, (double)box.Width / size.Width);
        return new ImageSize(
            Math.Clamp((int)Math.Round(size.Height * factor), 1, box.Height),
            Math.Clamp((int)Math.Round(size.Width * factor), 1, box.Width));
    }
}
