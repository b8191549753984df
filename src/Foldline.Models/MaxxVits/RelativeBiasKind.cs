namespace Foldline.Models.MaxxVits;

/// <summary>Where biases for the offset between tokens come from.</summary>
internal enum RelativeBiasKind
{
    /// <summary>A table, offset by offset.</summary>
    Table,

    /// <summary>A table of one grid a head, as TensorFlow's.</summary>
    Grid,

    /// <summary>A network of the offsets' logarithms.</summary>
    Network,
}
