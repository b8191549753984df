using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Pipelines.Preparing;

/// <summary>Pictures to pictures of another size or format, 8-bit grey or RGB, upright.</summary>
public sealed record ImagePreparation : Preparation
{
    private static readonly DecodeOptions Decoding = new() { ColorMode = ColorMode.Color, ExpandGray = false };

    /// <inheritdoc/>
    public override ImmutableArray<string> Endings => [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".pgm", ".ppm", ".pbm"];

    /// <inheritdoc/>
    public override bool KeepsSizes => true;

    /// <inheritdoc/>
    public override string Describe() => $"images {base.Describe()}";

    /// <inheritdoc/>
    public override (Image Picture, int Count) Read(string path) => (ImageCodec.Decode(path, Decoding), 1);
}
