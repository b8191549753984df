namespace Foldline.Imaging;

/// <summary>Where an image lies in its padding.</summary>
public enum PadPosition
{
    /// <summary>In the middle; with an odd border the larger half is below and to the right.</summary>
    Center,

    /// <summary>In the left upper corner.</summary>
    TopLeft,

    /// <summary>In the right upper corner.</summary>
    TopRight,

    /// <summary>In the left lower corner.</summary>
    BottomLeft,

    /// <summary>In the right lower corner.</summary>
    BottomRight,

    /// <summary>Anywhere.</summary>
    Random,
}
