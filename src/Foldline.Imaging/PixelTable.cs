namespace Foldline.Imaging;

/// <summary>
/// A lookup of 8-bit samples: one table of 256 entries for all channels, or one for each. Tables in a row join into one with exactly
/// the same result. Immutable.
/// </summary>
public sealed class PixelTable
{
    private const int Size = 256;
    private readonly byte[] entries;

    private PixelTable(byte[] entries) => this.entries = entries;

    /// <summary>The table that changes nothing.</summary>
    public static PixelTable Identity { get; } = From(value => value);

    /// <summary>Number of tables: 1 (all channels alike) or one a channel.</summary>
    public int Count => entries.Length / Size;

    /// <summary>The entries, 256 for each table.</summary>
    public ReadOnlySpan<byte> Entries => entries;

    /// <summary>A table for all channels from a function: results are clipped to 0 .. 255, then truncated.</summary>
    /// <param name="value">Sample to new sample.</param>
    public static PixelTable From(Func<int, double> value)
    {
        var entries = new byte[Size];
        for (var i = 0; i < Size; i++)
            entries[i] = (byte)Math.Clamp(value(i), 0, 255);
        return new PixelTable(entries);
    }

    /// <summary>One table a channel.</summary>
    /// <param name="tables">Tables for all channels (<see cref="Count"/> 1), the first channel's first.</param>
    /// <exception cref="ArgumentException">There is none, or one of them has several tables itself.</exception>
    public static PixelTable PerChannel(params ReadOnlySpan<PixelTable> tables)
    {
        var entries = new byte[tables.Length * Size];
        for (var c = 0; c < tables.Length; c++)
        {
            if (tables[c].Count != 1)
                throw new ArgumentException("A channel takes one table.", nameof(tables));
            tables[c].entries.CopyTo(entries, c * Size);
        }

        return entries.Length > 0 ? new PixelTable(entries) : throw new ArgumentException("At least one table is needed.", nameof(tables));
    }

    /// <summary>This table, then another, as one.</summary>
    /// <param name="next">What is applied to this table's results.</param>
    /// <exception cref="ArgumentException">The two are for different numbers of channels.</exception>
    public PixelTable Then(PixelTable next)
    {
        var count = Math.Max(Count, next.Count);
        if ((Count != 1 && Count != count) || (next.Count != 1 && next.Count != count))
            throw new ArgumentException($"A table for {Count} channels cannot be joined with one for {next.Count}.", nameof(next));
        var joined = new byte[count * Size];
        for (var i = 0; i < joined.Length; i++)
        {
            var first = entries[i % entries.Length];
            joined[i] = next.entries[next.Count == 1 ? first : (i & ~(Size - 1)) + first];
        }

        return new PixelTable(joined);
    }

    /// <summary>Whether the table fits images with so many channels.</summary>
    /// <param name="channels">Number of channels.</param>
    public bool Fits(int channels) => Count == 1 || Count == channels;
}
