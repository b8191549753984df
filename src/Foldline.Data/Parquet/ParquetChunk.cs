using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Foldline.Data.Parquet.ParquetField;

namespace Foldline.Data.Parquet;

/// <summary>The values of one column in one group of rows, page by page.</summary>
/// <param name="column">The column.</param>
/// <param name="meta">Parquet's metadata of the chunk.</param>
/// <param name="scratch">Memory for pages and levels; what an earlier chunk left there is lost.</param>
internal sealed class ParquetChunk(ParquetColumn column, ThriftStruct meta, ParquetScratch scratch)
{
    private const int LargestPage = 1 << 26;
    private readonly int codec = (int)meta[Chunk.Codec].Number;
    private float[] dictionary = [];

    /// <summary>Reads all values.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="values">Filled to its end; not-a-number where a value is missing.</param>
    /// <returns>False when a page is of a kind that is not read here.</returns>
    public bool TryRead(ReadOnlySpan<byte> file, Span<float> values)
    {
        if (codec is not (Codecs.None or Codecs.Snappy) || meta[Chunk.Type].Number != column.Type || meta[Chunk.Values].Number != values.Length)
            return false;
        var position = checked((int)(meta.Find(Chunk.DictionaryPageOffset) is { Number: > 0 } first ? first.Number : meta[Chunk.DataPageOffset].Number));
        while (!values.IsEmpty)
        {
            var reader = new ThriftReader(file, position);
            var head = reader.ReadStruct();
            var packed = file.Slice(reader.Position, checked((int)head[Page.PackedSize].Number));
            position = reader.Position + packed.Length;
            if (head[Page.Size].Number is not (>= 0 and <= LargestPage and var size))
                return false;
            var page = Unpack(packed, (int)size);
            switch (head[Page.Type].Number)
            {
                case PageTypes.Data when TryReadPage(page, head[Page.DataHead].Struct, values, out var count):
                    values = values[count..];
                    break;
                case PageTypes.Dictionary when head[Page.DictionaryHead].Struct is var entry && entry[PageHead.Encoding].Number is Encodings.Plain or Encodings.PlainDictionary
                    && entry[PageHead.Values].Number is >= 0 and var entries && entries <= page.Length / column.Size:
                    dictionary = new float[entries];
                    Plain(page, dictionary);
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed, int size)
    {
        if (codec == Codecs.None)
            return packed;
        var page = scratch.Page(size);
        Snappy.Decompress(packed, page);
        return page;
    }

    private bool TryReadPage(ReadOnlySpan<byte> page, ThriftStruct head, Span<float> values, out int count)
    {
        count = checked((int)head[PageHead.Values].Number);
        values = values[..count];
        var levels = Span<int>.Empty;
        var present = count;
        if (column.IsOptional)
        {
            if (head[PageHead.LevelEncoding].Number != Encodings.RunLength)
                return false;
            var length = BinaryPrimitives.ReadInt32LittleEndian(page);
            levels = scratch.Levels(count);
            HybridRuns.Read(page.Slice(4, length), 1, levels);
            page = page[(4 + length)..];
            present = levels.Count(1);
        }

        switch (head[PageHead.Encoding].Number)
        {
            case Encodings.Plain:
                Plain(page, values[..present]);
                break;
            case Encodings.PlainDictionary or Encodings.RunLengthDictionary when dictionary.Length > 0 || present == 0:
                FromDictionary(page, values[..present]);
                break;
            default:
                return false;
        }

        if (present < count)
            Spread(values, levels, present);
        return count > 0;
    }

    private void FromDictionary(ReadOnlySpan<byte> page, Span<float> values)
    {
        if (values.IsEmpty)
            return;
        var indices = scratch.Indices(values.Length);
        HybridRuns.Read(page[1..], page[0], indices);
        Look(indices, dictionary, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Look(ReadOnlySpan<int> indices, ReadOnlySpan<float> entries, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = entries[indices[i]];
    }

    private void Plain(ReadOnlySpan<byte> page, Span<float> values)
    {
        page = page[..checked(values.Length * column.Size)];
        switch (column.Type)
        {
            case Types.Float:
                MemoryMarshal.Cast<byte, float>(page).CopyTo(values);
                break;
            case Types.Double:
                Convert(MemoryMarshal.Cast<byte, double>(page), values);
                break;
            case Types.Int32:
                Convert(MemoryMarshal.Cast<byte, int>(page), values);
                break;
            default:
                Convert(MemoryMarshal.Cast<byte, long>(page), values);
                break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<T> from, Span<float> to)
        where T : struct, System.Numerics.INumber<T>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = float.CreateChecked(from[i]);
    }

    // Values lie one behind the other at the start; from the end on each goes to its row.
    private static void Spread(Span<float> values, ReadOnlySpan<int> levels, int present)
    {
        for (var row = values.Length - 1; row >= 0; row--)
            values[row] = levels[row] == 1 ? values[--present] : float.NaN;
    }
}
