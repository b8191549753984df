namespace Foldline.Data.Parquet;

/// <summary>
/// Memory that the pages of a file are unpacked into, one after the other: a file of some hundred columns would take new memory for each
/// page otherwise. Each span is good until the next one of its kind is asked for, and holds what was there before.
/// </summary>
internal sealed class ParquetScratch
{
    private byte[] page = [];
    private int[] levels = [];
    private int[] indices = [];

    /// <summary>Room for an unpacked page.</summary>
    /// <param name="size">Bytes.</param>
    public Span<byte> Page(int size) => Room(ref page, size);

    /// <summary>Room for a page's definition levels.</summary>
    /// <param name="count">Values.</param>
    public Span<int> Levels(int count) => Room(ref levels, count);

    /// <summary>Room for a page's places in the dictionary.</summary>
    /// <param name="count">Values.</param>
    public Span<int> Indices(int count) => Room(ref indices, count);

    private static Span<T> Room<T>(ref T[] array, int count)
    {
        if (array.Length < count)
            array = new T[count];
        return array.AsSpan(0, count);
    }
}
