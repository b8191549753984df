namespace Foldline.Training;

/// <summary>Number format of a network's convolutions and matrix products; weights and sums stay in single precision.</summary>
public enum NumberFormat
{
    /// <summary>Single precision throughout.</summary>
    Float32,

    /// <summary>Brain floating point under autocast.</summary>
    BFloat16,

    /// <summary>Half precision under autocast with gradient scaling; CUDA only.</summary>
    Float16,
}
