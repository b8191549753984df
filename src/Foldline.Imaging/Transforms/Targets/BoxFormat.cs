namespace Foldline.Imaging;

/// <summary>How the four numbers of a bounding box are written.</summary>
public enum BoxFormat
{
    /// <summary>Corners in pixels: left, top, right, bottom.</summary>
    PascalVoc,

    /// <summary>Corner and size in pixels: left, top, width, height.</summary>
    Coco,

    /// <summary>Centre and size as fractions of the image: x, y, width, height.</summary>
    Yolo,

    /// <summary>Corners as fractions of the image: left, top, right, bottom.</summary>
    Albumentations,
}
