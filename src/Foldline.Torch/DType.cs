namespace Foldline.Torch;

/// <summary>Element types of tensors, numbered as libtorch's <c>c10::ScalarType</c>.</summary>
public enum DType : sbyte
{
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 0,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 1,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 2,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 3,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 4,

    /// <summary>IEEE 754 half precision.</summary>
    Float16 = 5,

    /// <summary>IEEE 754 single precision.</summary>
    Float32 = 6,

    /// <summary>IEEE 754 double precision.</summary>
    Float64 = 7,

    /// <summary>Complex number of two half-precision parts.</summary>
    ComplexFloat16 = 8,

    /// <summary>Complex number of two single-precision parts.</summary>
    ComplexFloat32 = 9,

    /// <summary>Complex number of two double-precision parts.</summary>
    ComplexFloat64 = 10,

    /// <summary>Truth value in one byte.</summary>
    Bool = 11,

    /// <summary>The upper 16 bits of a single-precision number.</summary>
    BFloat16 = 15,
}
