namespace Foldline.Torch.Serialization;

/// <summary>The format's names of element types.</summary>
internal static class SafeTensorsTypes
{
    private static readonly (string Name, DType DType)[] Table =
    [
        ("BOOL", DType.Bool),
        ("U8", DType.UInt8),
        ("I8", DType.Int8),
        ("I16", DType.Int16),
        ("I32", DType.Int32),
        ("I64", DType.Int64),
        ("F16", DType.Float16),
        ("BF16", DType.BFloat16),
        ("F32", DType.Float32),
        ("F64", DType.Float64),
        ("C64", DType.ComplexFloat32),
    ];

    public static string Known { get; } = string.Join(", ", Table.Select(row => row.Name));

    public static DType? Find(string name)
    {
        foreach (var row in Table)
        {
            if (row.Name == name)
                return row.DType;
        }

        return null;
    }

    public static string NameOf(DType dtype)
    {
        foreach (var row in Table)
        {
            if (row.DType == dtype)
                return row.Name;
        }

        throw FoldlineException.Internal("FL2103", $"The format .safetensors has no type for {dtype}; it knows {Known}.");
    }
}
