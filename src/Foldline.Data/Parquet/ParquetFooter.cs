using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using static Foldline.Data.Parquet.ParquetField;

namespace Foldline.Data.Parquet;

/// <summary>The description at the end of a Parquet file, as far as files of plain numbers go.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Groups">For each group of rows its number of rows and Parquet's metadata of each column.</param>
internal sealed record ParquetFooter(int Rows, ImmutableArray<ParquetColumn> Columns, ImmutableArray<(int Rows, ImmutableArray<ThriftStruct> Chunks)> Groups)
{
    private const long MostValues = 1L << 28;

    // A file that promises more is left to DuckDB before memory is taken for it.
    private const long MostValuesOfAByte = 256;
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    /// <summary>Reads the description.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Null when there is anything but flat columns of whole and real numbers.</returns>
    public static ParquetFooter? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[^4..].SequenceEqual(Magic))
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[^8..]);
        var meta = new ThriftReader(file[..^8], file.Length - 8 - length).ReadStruct();
        var schema = meta[ParquetField.File.Schema].List;
        var columns = ImmutableArray.CreateBuilder<ParquetColumn>();
        foreach (var element in schema.Skip(1))
        {
            if (ColumnOf(element.Struct, file) is not { } column)
                return null;
            columns.Add(column);
        }

        var rows = meta[ParquetField.File.Rows].Number;
        var groups = meta[ParquetField.File.RowGroups].List
            .Select(group => (Rows: (int)group.Struct[Group.Rows].Number, Chunks: group.Struct[Group.Chunks].List.Select(chunk => chunk.Struct[Group.ChunkMeta].Struct).ToImmutableArray()))
            .ToImmutableArray();
        var isUsable = columns.Count > 0 && rows is >= 0 and < int.MaxValue && rows * columns.Count <= Math.Min(MostValues, MostValuesOfAByte * file.Length)
            && groups.Sum(group => (long)group.Rows) == rows && groups.All(group => group.Rows >= 0 && group.Chunks.Length == columns.Count);
        return isUsable ? new ParquetFooter((int)rows, columns.ToImmutable(), groups) : null;
    }

    private static ParquetColumn? ColumnOf(ThriftStruct element, ReadOnlySpan<byte> file)
    {
        var type = (int)element[Element.Type].Number;
        var isWhole = type is Types.Int32 or Types.Int64;
        var isFlat = element[Element.Children].Number == 0 && element[Element.Repetition].Number is 0 or 1;
        if (!isFlat || !(isWhole || type is Types.Float or Types.Double) || (isWhole && !IsPlain(element)))
            return null;
        var name = Encoding.UTF8.GetString(file.Slice((int)element[Element.Name].Number, element[Element.Name].Length));
        return new ParquetColumn(name, type, element[Element.Repetition].Number == 1);
    }

    // Whole numbers can stand for dates, decimals or unsigned ones; INT_32 and INT_64 are what they are.
    private static bool IsPlain(ThriftStruct element)
    {
        const int integer = 10;
        var isSigned = element.Find(Element.LogicalType) is not { } logical || (logical.Struct.Find(integer) is { } kind && kind.Struct[2].Number == 1);
        return isSigned && (element.Find(Element.ConvertedType) is not { } converted || converted.Number is 17 or 18);
    }
}
