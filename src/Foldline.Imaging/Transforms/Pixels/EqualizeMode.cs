namespace Foldline.Imaging;

/// <summary>How <see cref="Equalize"/> makes a table of a histogram.</summary>
public enum EqualizeMode
{
    /// <summary>OpenCV's way: the darkest level becomes 0.</summary>
    OpenCv,

    /// <summary>Pillow's way: whole steps of the cumulated counts.</summary>
    Pillow,
}
