using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Foldline.Data;
using Foldline.Data.Arrays;
using Foldline.Data.Parquet;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Arrays of 32-bit reals cut out of tables (Parquet, CSV): a query lists <c>name</c> and <c>file</c>, and perhaps <c>start</c> and <c>length</c> in
/// rows of that file; each row becomes <c>FOLDER/name.npy</c>. A file is read once for all its windows.
/// </summary>
public sealed record WindowPreparation : QueryPreparation
{
    /// <summary>Columns of the files that are left out.</summary>
    public ImmutableArray<string> Drop { get; init; } = [];

    /// <summary>What stands for missing values and not-a-number.</summary>
    public double Fill { get; init; }

    /// <summary>Whether an array is [columns, rows] and not [rows, columns] of its file.</summary>
    public bool IsTransposed { get; init; }

    /// <inheritdoc/>
    public override bool RunsByItself => true;

    /// <inheritdoc/>
    private protected override IEnumerable<QueryJob> Plan(Table rows, string folder, QueryWork work)
    {
        var names = rows.Column("name").Strings();
        var files = rows.Column("file").Strings();
        var starts = rows.HasColumn("start") ? rows.Column("start").Int64s() : new long[names.Length];
        var lengths = rows.HasColumn("length") ? rows.Column("length").Int64s() : [.. Enumerable.Repeat(-1L, names.Length)];
        var windows = Enumerable.Range(0, names.Length).Select(row => new Window(Path.Combine(folder, $"{names[row]}.npy"), files[row], starts[row], lengths[row]));
        foreach (var group in windows.Where(window => work.IsWanted(window.Output)).GroupBy(window => window.File, StringComparer.Ordinal))
        {
            var ofFile = group.DistinctBy(window => window.Output).ToDictionary(window => window.Output, StringComparer.Ordinal);
            yield return new QueryJob(
                [.. group.Select(window => (window.Output, Fingerprint(work.SourceOf(window.File), work.Settings, window.ToString())))],
                (wanted, refuse) => Make(group.Key, wanted, ofFile, work, refuse));
        }
    }

    private int Make(
        string file, ImmutableArray<(string Path, string MadeOf)> wanted, Dictionary<string, Window> windows, QueryWork work, Action<string, FoldlineException> refuse)
    {
        List<float[]> columns;
        try
        {
            columns = Columns(work, work.SourceOf(file));
        }
        catch (FoldlineException e)
        {
            refuse(file, e);
            return 0;
        }

        var made = 0;
        foreach (var (path, madeOf) in wanted)
        {
            if (!TryWrite(work.OutputOf(path), columns, windows[path], refuse))
                continue;
            work.Manifest.Add(path, madeOf);
            made++;
        }

        return made;
    }

    private List<float[]> Columns(QueryWork work, string path)
    {
        var columns = ParquetNumbers.TryRead(path) is { } numbers ? Kept(numbers.Names, numbers.Columns, path) : FromTable(work.Tables.Read(path, work.Run.Cancellation), path);
        var fill = (float)Fill;
        foreach (var column in columns)
        {
            foreach (ref var value in column.AsSpan())
                value = float.IsNaN(value) ? fill : value;
        }

        return columns;
    }

    private List<float[]> FromTable(Table table, string path) =>
        Kept(table.ColumnNames, [.. table.Columns.Select(column => Drop.Contains(column.Name) ? [] : column.Floats(float.NaN))], path);

    private List<float[]> Kept(IReadOnlyList<string> names, IReadOnlyList<float[]> columns, string path)
    {
        if (Drop.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw FoldlineException.User("FL4103", $"'{path}' has no column '{missing}' that could be left out (prepare.windows.drop).{NearestName.Hint(missing, names)}", null, ("file", path), ("column", missing));
        List<float[]> kept = [.. names.Zip(columns).Where(pair => !Drop.Contains(pair.First)).Select(pair => pair.Second)];
        return kept.Count > 0 ? kept : throw FoldlineException.User("FL4103", $"'{path}' has no columns but those that are left out (prepare.windows.drop).", null, ("file", path));
    }

    private bool TryWrite(string path, List<float[]> columns, Window window, Action<string, FoldlineException> refuse)
    {
        var rows = columns[0].Length;
        var length = window.Length < 0 ? rows - window.Start : window.Length;
        if (window.Start < 0 || length < 1 || window.Start + length > rows)
        {
            refuse(window.File, PastTheEnd(window, rows));
            return false;
        }

        var (start, count) = ((int)window.Start, (int)length);
        var size = checked(columns.Count * count * sizeof(float));
        // Windows come by the thousand and are large enough to bring on a full collection every few of them.
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Cut(columns, start, count, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, size)));
            NpyFile.Write(path, new NumericArray(ArrayType.Float32, IsTransposed ? [columns.Count, count] : [count, columns.Count], bytes.AsMemory(0, size)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return true;
    }

    private void Cut(List<float[]> columns, int start, int count, Span<float> values)
    {
        for (var c = 0; c < columns.Count; c++)
        {
            var column = columns[c].AsSpan(start, count);
            if (IsTransposed)
            {
                column.CopyTo(values[(c * count)..]);
                continue;
            }

            for (var i = 0; i < count; i++)
                values[(i * columns.Count) + c] = column[i];
        }
    }

    private static FoldlineException PastTheEnd(Window window, int rows) => FoldlineException.User(
        "FL4608",
        $"'{window.File}' has {rows} rows, but the window '{Path.GetFileNameWithoutExtension(window.Output)}' starts at row {window.Start}{(window.Length < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and is {window.Length} long"))}. Correct the query that lists the windows, or leave this one out.",
        null,
        ("file", window.File),
        ("reason", "past-the-end"),
        ("found", $"{rows}"));

    private sealed record Window(string Output, string File, long Start, long Length);
}
