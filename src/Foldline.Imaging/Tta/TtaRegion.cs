namespace Foldline.Imaging;

/// <summary>A part of an image.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Size">Height and width.</param>
public readonly record struct TtaRegion(int Top, int Left, ImageSize Size);
