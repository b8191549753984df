using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;
using Foldline.Imaging;

namespace Foldline.Pipelines.Predictions;

/// <summary>Predicted masks by sample: id, fold, size of the image and run lengths for each class. Immutable.</summary>
public sealed class MaskTable
{
    /// <summary>Puts a table together.</summary>
    /// <param name="ids">Id of each sample.</param>
    /// <param name="folds">Fold whose network predicted it; -1 for a mean over folds.</param>
    /// <param name="sizes">Height and width of each image, which are those of its masks.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="texts">Run lengths row by row [N · C].</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public MaskTable(IEnumerable<string> ids, IEnumerable<int> folds, IEnumerable<ImageSize> sizes, IEnumerable<string> classes, IEnumerable<string> texts)
    {
        (Ids, Folds, Sizes, Classes, Texts) = ([.. ids], [.. folds], [.. sizes], [.. classes], [.. texts]);
        if (Folds.Length != Ids.Length || Sizes.Length != Ids.Length || Texts.Length != (long)Ids.Length * Classes.Length)
            throw new ArgumentException($"{Ids.Length} ids, {Folds.Length} folds, {Sizes.Length} sizes and {Texts.Length} masks of {Classes.Length} classes do not fit.", nameof(texts));
    }

    /// <summary>Id of each sample.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>Fold whose network predicted each sample; -1 for a mean over folds.</summary>
    public ImmutableArray<int> Folds { get; }

    /// <summary>Height and width of each image.</summary>
    public ImmutableArray<ImageSize> Sizes { get; }

    /// <summary>Names of the classes.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>Run lengths row by row [N · C].</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Ids.Length;

    /// <summary>All folds' predictions together, in the order of the samples.</summary>
    /// <param name="tables">At least one; each id in at most one of them.</param>
    /// <param name="order">All sample ids in order; those that nobody predicted are left out.</param>
    public static MaskTable Join(IReadOnlyList<MaskTable> tables, IReadOnlyList<string> order)
    {
        var rows = tables
            .SelectMany(table => table.Ids.Select((id, row) => (id, table, row)))
            .ToDictionary(entry => entry.id, entry => (entry.table, entry.row), StringComparer.Ordinal);
        var found = order.Where(rows.ContainsKey).Select(id => rows[id]).ToList();
        var width = tables[0].Classes.Length;
        return new MaskTable(
            found.Select(entry => entry.table.Ids[entry.row]),
            found.Select(entry => entry.table.Folds[entry.row]),
            found.Select(entry => entry.table.Sizes[entry.row]),
            tables[0].Classes,
            found.SelectMany(entry => entry.table.Texts.Skip(entry.row * width).Take(width)));
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">Parquet file.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <exception cref="FoldlineException">FL4102 to FL4106: the file is missing or has other columns.</exception>
    public static MaskTable Load(string path, IReadOnlyList<string> classes)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromParquet("predictions", path);
        var table = database.Query("SELECT * FROM predictions");
        var columns = classes.Select(name => table.Column(name).Strings("")).ToList();
        return new MaskTable(
            table.Column("id").Strings(),
            table.Column("fold").Int32s(),
            table.Column("height").Int32s().Zip(table.Column("width").Int32s(), (height, width) => new ImageSize(height, width)),
            classes,
            Enumerable.Range(0, table.RowCount).SelectMany(row => columns.Select(column => column[row])));
    }

    /// <summary>The table for queries: <c>id</c>, <c>fold</c>, <c>height</c>, <c>width</c>, one column of run lengths a class.</summary>
    public Table ToTable() => new(
    [
        TableColumn.Of("id", Ids.AsSpan()),
        TableColumn.Of("fold", Folds.AsSpan()),
        TableColumn.Of("height", Sizes.Select(size => size.Height).ToArray()),
        TableColumn.Of("width", Sizes.Select(size => size.Width).ToArray()),
        .. Classes.Select((name, number) => TableColumn.Of(name, Enumerable.Range(0, Count).Select(row => Texts[(row * Classes.Length) + number]).ToArray())),
    ]);

    /// <summary>Writes a Parquet file.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var database = new DuckDatabase();
        database.CreateTable("predictions", ToTable());
        database.WriteParquet("SELECT * FROM predictions ORDER BY rowid", path);
    }

    /// <summary>Writes a CSV file with the columns <paramref name="idName"/>, <c>class0</c>, <c>class1</c> …</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="idName">Name of the first column, such as <c>image_id</c>.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void SaveCsv(string path, string idName)
    {
        var text = new StringBuilder(idName);
        for (var number = 0; number < Classes.Length; number++)
            text.Append(CultureInfo.InvariantCulture, $",class{number}");
        text.Append('\n');
        for (var row = 0; row < Count; row++)
            text.Append(CsvText.Quote(Ids[row])).Append(',').AppendJoin(',', Texts.Skip(row * Classes.Length).Take(Classes.Length)).Append('\n');
        AtomicFile.WriteText(path, text.ToString());
    }
}
