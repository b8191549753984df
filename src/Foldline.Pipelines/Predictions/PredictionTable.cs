using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;

namespace Foldline.Pipelines.Predictions;

/// <summary>Predictions by sample: id, fold and one probability a class. Immutable.</summary>
public sealed class PredictionTable
{
    /// <summary>Puts a table together.</summary>
    /// <param name="ids">Id of each sample.</param>
    /// <param name="folds">Fold whose network predicted it; -1 for a mean over folds.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="probabilities">[N · C] row by row.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public PredictionTable(IEnumerable<string> ids, IEnumerable<int> folds, IEnumerable<string> classes, IEnumerable<double> probabilities)
    {
        Ids = [.. ids];
        Folds = [.. folds];
        Classes = [.. classes];
        Probabilities = [.. probabilities];
        if (Folds.Length != Ids.Length || Probabilities.Length != (long)Ids.Length * Classes.Length)
            throw new ArgumentException($"{Ids.Length} ids, {Folds.Length} folds and {Probabilities.Length} probabilities of {Classes.Length} classes do not fit.", nameof(probabilities));
    }

    /// <summary>Id of each sample.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>Fold whose network predicted each sample; -1 for a mean over folds.</summary>
    public ImmutableArray<int> Folds { get; }

    /// <summary>Names of the classes.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>[N · C] row by row.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Ids.Length;

    /// <summary>The probabilities of one class [N].</summary>
    /// <param name="number">Class number.</param>
    public double[] OfClass(int number) => [.. Enumerable.Range(0, Count).Select(row => Probabilities[(row * Classes.Length) + number])];

    /// <summary>The mean of several networks' predictions of the same samples.</summary>
    /// <param name="tables">At least one; the same ids in the same order.</param>
    /// <exception cref="FoldlineException">FL6046: the tables are about different samples.</exception>
    public static PredictionTable Mean(IReadOnlyList<PredictionTable> tables)
    {
        var first = tables[0];
        if (tables.FirstOrDefault(table => !table.Ids.SequenceEqual(first.Ids) || !table.Classes.SequenceEqual(first.Classes)) is { } other)
            throw FoldlineException.User("FL6046", $"The folds' predictions are about different samples ({first.Count} and {other.Count} rows). Predict all folds again with the same data.");
        var sums = new double[first.Probabilities.Length];
        foreach (var table in tables)
        {
            for (var i = 0; i < sums.Length; i++)
                sums[i] += table.Probabilities[i];
        }

        return new PredictionTable(first.Ids, Enumerable.Repeat(-1, first.Count), first.Classes, sums.Select(sum => sum / tables.Count));
    }

    /// <summary>All folds' predictions together, in the order of the samples.</summary>
    /// <param name="tables">At least one; each id in at most one of them.</param>
    /// <param name="order">All sample ids in order; those that nobody predicted are left out.</param>
    public static PredictionTable Join(IReadOnlyList<PredictionTable> tables, IReadOnlyList<string> order)
    {
        var rows = tables
            .SelectMany(table => table.Ids.Select((id, row) => (id, table, row)))
            .ToDictionary(entry => entry.id, entry => (entry.table, entry.row), StringComparer.Ordinal);
        var ids = order.Where(rows.ContainsKey).ToList();
        var width = tables[0].Classes.Length;
        return new PredictionTable(
            ids,
            ids.Select(id => rows[id].table.Folds[rows[id].row]),
            tables[0].Classes,
            ids.SelectMany(id => rows[id].table.Probabilities.Skip(rows[id].row * width).Take(width)));
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">Parquet file.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <exception cref="FoldlineException">FL4102 to FL4106: the file is missing or has other columns.</exception>
    public static PredictionTable Load(string path, IReadOnlyList<string> classes)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromParquet("predictions", path);
        var table = database.Query("SELECT * FROM predictions");
        var columns = classes.Select(name => table.Column(name).Doubles()).ToList();
        return new PredictionTable(
            table.Column("id").Strings(),
            table.Column("fold").Int32s(),
            classes,
            Enumerable.Range(0, table.RowCount).SelectMany(row => columns.Select(column => column[row])));
    }

    /// <summary>The table for queries: <c>id</c>, <c>fold</c>, one column a class.</summary>
    public Table ToTable() => new(
    [
        TableColumn.Of("id", Ids.AsSpan()),
        TableColumn.Of("fold", Folds.AsSpan()),
        .. Classes.Select((name, number) => TableColumn.Of(name, OfClass(number))),
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
        {
            text.Append(CsvText.Quote(Ids[row]));
            for (var number = 0; number < Classes.Length; number++)
                text.Append(CultureInfo.InvariantCulture, $",{Probabilities[(row * Classes.Length) + number]:R}");
            text.Append('\n');
        }

        AtomicFile.WriteText(path, text.ToString());
    }
}
