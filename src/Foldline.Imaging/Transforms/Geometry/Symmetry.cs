namespace Foldline.Imaging;

/// <summary>The eight ways to put a rectangle onto itself or its transpose; <c>H</c> and <c>W</c> are the height and width before.</summary>
public enum Symmetry
{
    /// <summary><c>out[i, j] = in[i, j]</c>.</summary>
    Identity,

    /// <summary>Left and right exchanged: <c>out[i, j] = in[i, W-1-j]</c>.</summary>
    FlipHorizontal,

    /// <summary>Top and bottom exchanged: <c>out[i, j] = in[H-1-i, j]</c>.</summary>
    FlipVertical,

    /// <summary>Half a turn: <c>out[i, j] = in[H-1-i, W-1-j]</c>.</summary>
    Rotate180,

    /// <summary>Rows and columns exchanged: <c>out[i, j] = in[j, i]</c>.</summary>
    Transpose,

    /// <summary>A quarter turn counter-clockwise: <c>out[i, j] = in[j, W-1-i]</c>.</summary>
    Rotate90,

    /// <summary>A quarter turn clockwise: <c>out[i, j] = in[H-1-j, i]</c>.</summary>
    Rotate270,

    /// <summary>Mirrored about the other diagonal: <c>out[i, j] = in[H-1-j, W-1-i]</c>.</summary>
    AntiTranspose,
}
