namespace Foldline.Imaging;

/// <summary>What lies outside an image (the definitions are OpenCV's; examples for a row <c>abcdefgh</c>).</summary>
public enum BorderMode
{
    /// <summary>A given value: <c>vvv|abcdefgh|vvv</c>.</summary>
    Constant = 0,

    /// <summary>The outermost pixel: <c>aaa|abcdefgh|hhh</c>.</summary>
    Replicate = 1,

    /// <summary>Mirrored with the outermost pixel repeated: <c>cba|abcdefgh|hgf</c>.</summary>
    Reflect = 2,

    /// <summary>Continued from the other side: <c>fgh|abcdefgh|abc</c>.</summary>
    Wrap = 3,

    /// <summary>Mirrored about the outermost pixel: <c>dcb|abcdefgh|gfe</c>.</summary>
    Reflect101 = 4,
}
