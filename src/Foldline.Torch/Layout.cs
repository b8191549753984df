namespace Foldline.Torch;

/// <summary>Storage layouts, numbered as libtorch's <c>c10::Layout</c>.</summary>
public enum Layout
{
    /// <summary>Dense, addressed by strides.</summary>
    Strided = 0,

    /// <summary>Coordinates and values.</summary>
    Sparse = 1,
}
