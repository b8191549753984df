namespace Foldline.Imaging;

/// <summary>What a picture file says about itself before anything is decoded.</summary>
/// <param name="Format">File format, found by content.</param>
/// <param name="Size">Height and width as stored (before EXIF orientation).</param>
/// <param name="Channels">Channels of the unchanged picture.</param>
/// <param name="PixelType">Sample type of the unchanged picture.</param>
public sealed record ImageHeader(ImageFormat Format, ImageSize Size, int Channels, PixelType PixelType);
