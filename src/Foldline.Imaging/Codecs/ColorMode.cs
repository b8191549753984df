namespace Foldline.Imaging;

/// <summary>Which channels a decoded picture has.</summary>
public enum ColorMode
{
    /// <summary>As the file has them, with its bit depth and alpha; EXIF orientation is not applied.</summary>
    Unchanged = 0,

    /// <summary>One channel; EXIF orientation is applied.</summary>
    Gray = 1,

    /// <summary>Red, green, blue; EXIF orientation is applied, alpha is dropped.</summary>
    Color = 2,
}
