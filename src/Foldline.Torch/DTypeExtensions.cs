namespace Foldline.Torch;

/// <summary>Facts about element types.</summary>
public static class DTypeExtensions
{
    /// <summary>Bytes of one element.</summary>
    /// <param name="dtype">Element type.</param>
    public static int ElementSize(this DType dtype) => dtype switch
    {
        DType.UInt8 or DType.Int8 or DType.Bool => 1,
        DType.Int16 or DType.Float16 or DType.BFloat16 => 2,
        DType.Int32 or DType.Float32 or DType.ComplexFloat16 => 4,
        DType.Int64 or DType.Float64 or DType.ComplexFloat32 => 8,
        DType.ComplexFloat64 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "Unknown element type."),
    };

    /// <summary>True for half, single, double and brain floating point.</summary>
    /// <param name="dtype">Element type.</param>
    public static bool IsFloatingPoint(this DType dtype) => dtype is DType.Float16 or DType.Float32 or DType.Float64 or DType.BFloat16;
}
