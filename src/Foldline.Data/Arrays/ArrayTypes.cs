namespace Foldline.Data.Arrays;

/// <summary>What is known of the element types.</summary>
public static class ArrayTypes
{
    private static readonly (ArrayType Type, string Code, int Size, Type Clr)[] Rows =
    [
        (ArrayType.Bool, "b1", 1, typeof(bool)),
        (ArrayType.UInt8, "u1", 1, typeof(byte)),
        (ArrayType.Int8, "i1", 1, typeof(sbyte)),
        (ArrayType.UInt16, "u2", 2, typeof(ushort)),
        (ArrayType.Int16, "i2", 2, typeof(short)),
        (ArrayType.UInt32, "u4", 4, typeof(uint)),
        (ArrayType.Int32, "i4", 4, typeof(int)),
        (ArrayType.UInt64, "u8", 8, typeof(ulong)),
        (ArrayType.Int64, "i8", 8, typeof(long)),
        (ArrayType.Float16, "f2", 2, typeof(Half)),
        (ArrayType.Float32, "f4", 4, typeof(float)),
        (ArrayType.Float64, "f8", 8, typeof(double)),
    ];

    /// <summary>Bytes of one element.</summary>
    /// <param name="type">Element type.</param>
    public static int Size(this ArrayType type) => Row(type).Size;

    /// <summary>The C# type of one element.</summary>
    /// <param name="type">Element type.</param>
    public static Type ClrType(this ArrayType type) => Row(type).Clr;

    /// <summary>NumPy's code without the byte order, such as <c>f4</c>.</summary>
    internal static string Code(this ArrayType type) => Row(type).Code;

    /// <summary>The type of a code such as <c>f4</c>; null when it is none of those above.</summary>
    internal static ArrayType? FromCode(string code) => Rows.Where(row => row.Code == code).Select(row => (ArrayType?)row.Type).FirstOrDefault();

    /// <summary>The element type that holds values of a C# type.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static ArrayType FromClr(Type type)
    {
        var row = Rows.FirstOrDefault(row => row.Clr == type);
        return row.Clr is null ? throw new ArgumentException($"Arrays of {type.Name} cannot be stored.", nameof(type)) : row.Type;
    }

    private static (ArrayType Type, string Code, int Size, Type Clr) Row(ArrayType type) => Rows[(int)type];
}
