using System.Globalization;

namespace Foldline.Pipelines.Recipes;

/// <summary>An amount of memory: <c>512MB</c>, <c>2GB</c>, <c>1.5GiB</c> or a plain number of bytes.</summary>
/// <param name="Bytes">Number of bytes, at least 0.</param>
public readonly record struct ByteSize(long Bytes)
{
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30), ("TIB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    /// <summary>Reads a number of bytes with an optional unit (B, KB, MB, GB, TB of 1000; KiB, MiB, GiB, TiB of 1024).</summary>
    /// <param name="text">Text to read.</param>
    /// <param name="size">The size, when the text is one.</param>
    public static bool TryParse(string text, out ByteSize size)
    {
        size = default;
        var trimmed = text.Trim().ToUpperInvariant();
        var unit = Units.FirstOrDefault(unit => trimmed.EndsWith(unit.Suffix, StringComparison.Ordinal), ("", 1));
        if (!double.TryParse(trimmed[..^unit.Suffix.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
            return false;
        var bytes = number * unit.Factor;
        if (bytes is not (>= 0 and < 9e18))
            return false;
        size = new ByteSize((long)Math.Round(bytes));
        return true;
    }

    /// <summary>The size with the largest decimal unit that divides it.</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        var unit = Units.LastOrDefault(unit => unit.Suffix.Length == 2 && bytes != 0 && bytes % unit.Factor == 0);
        return unit.Factor == 0 ? Bytes.ToString(CultureInfo.InvariantCulture) : $"{Bytes / unit.Factor}{unit.Suffix}";
    }
}
