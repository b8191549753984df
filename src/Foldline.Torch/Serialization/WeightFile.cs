namespace Foldline.Torch.Serialization;

/// <summary>Opens files with weights and turns the system's errors into Foldline's.</summary>
internal static class WeightFile
{
    /// <summary>Largest array of bytes that .NET can hold.</summary>
    public static readonly long MaxBytes = Array.MaxLength;

    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotRead(path, e);
        }
    }

    public static FoldlineException CannotRead(string file, Exception e) => FoldlineException.User(
        "FL2100",
        $"The weights file '{file}' cannot be read: {e.Message} Check the path and its permissions.",
        e,
        ("file", file));

    /// <summary>Number of elements of a shape, or -1 where a size is negative or the product does not fit.</summary>
    public static long CountOf(ReadOnlySpan<long> shape)
    {
        UInt128 count = 1;
        var isEmpty = false;
        foreach (var size in shape)
        {
            if (size < 0)
                return -1;
            isEmpty |= size == 0;
            if (size == 0)
                continue;
            count *= (ulong)size;
            if (count > long.MaxValue)
                return isEmpty ? 0 : -1;
        }

        return isEmpty ? 0 : (long)count;
    }
}
