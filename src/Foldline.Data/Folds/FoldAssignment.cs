using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Foldline.Data.Folds;

/// <summary>
/// The fold of each sample by its id, as it is saved with a run: a table with the columns <c>id</c>, <c>fold</c> and
/// <c>ids_checksum</c> (the same in every row: SHA-256 over the ids in their order, first 16 hexadecimal digits).
/// </summary>
public sealed class FoldAssignment
{
    /// <summary>Joins ids and folds.</summary>
    /// <param name="ids">Id of each sample, in the order of the table.</param>
    /// <param name="folds">Fold of each sample, from 0; -1 for samples that only train.</param>
    /// <param name="foldCount">Number of folds.</param>
    /// <exception cref="FoldlineException">FL4204: different lengths.</exception>
    public FoldAssignment(IReadOnlyList<string> ids, IReadOnlyList<int> folds, int foldCount)
    {
        if (ids.Count != folds.Count)
            throw FoldlineException.User("FL4204", $"There are {ids.Count} sample ids but {folds.Count} folds. Give one fold for each sample.");
        Ids = [.. ids];
        Folds = [.. folds];
        FoldCount = foldCount;
        Checksum = ChecksumOf(ids);
    }

    /// <summary>Id of each sample.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>Fold of each sample, from 0 to <see cref="FoldCount"/> - 1; -1 for samples that only train.</summary>
    public ImmutableArray<int> Folds { get; }

    /// <summary>Number of folds.</summary>
    public int FoldCount { get; }

    /// <summary>16 hexadecimal digits that change when any id or their order does.</summary>
    public string Checksum { get; }

    /// <summary>Reads an assignment.</summary>
    /// <param name="path">File written by <see cref="Save"/>: Parquet, or CSV if it ends in <c>.csv</c>.</param>
    /// <param name="ids">Ids that the file must be about, in this order; null takes any.</param>
    /// <exception cref="FoldlineException">FL4102, FL4103, FL4104: no such table; FL4206: other ids; FL4207: damaged.</exception>
    public static FoldAssignment Load(string path, IReadOnlyList<string>? ids = null)
    {
        using var database = new DuckDatabase();
        if (IsCsv(path))
            database.CreateTableFromCsv("folds", path, new CsvOptions { RequiredColumns = ["id", "fold", "ids_checksum"], Types = TextColumns });
        else
            database.CreateTableFromParquet("folds", path);

        var table = database.Query("SELECT * FROM folds");
        var folds = table.Column("fold").Int32s();
        var assignment = new FoldAssignment(table.Column("id").Strings(), folds, folds.Length == 0 ? 0 : folds.Max() + 1);
        if (table.Column("ids_checksum").Strings().Any(found => found != assignment.Checksum) || folds.Any(fold => fold < -1))
            throw FoldlineException.User("FL4207", $"'{path}' is damaged: its ids do not match their checksum, or a fold is below -1. Make the folds again.", null, ("file", path));
        if (ids is not null && ChecksumOf(ids) != assignment.Checksum)
            throw OtherSamples(path, assignment.Ids, ids);
        return assignment;
    }

    /// <summary>Writes the assignment, replacing the file as a whole.</summary>
    /// <param name="path">Parquet, or CSV if it ends in <c>.csv</c>.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path)
    {
        using var database = new DuckDatabase();
        database.CreateTable("folds", new Table(
            TableColumn.Of("id", Ids.AsSpan()),
            TableColumn.Of("fold", Folds.AsSpan()),
            TableColumn.Of("ids_checksum", Enumerable.Repeat(Checksum, Ids.Length).ToArray())));
        if (IsCsv(path))
            database.WriteCsv("SELECT * FROM folds ORDER BY rowid", path);
        else
            database.WriteParquet("SELECT * FROM folds ORDER BY rowid", path);
    }

    private static ImmutableDictionary<string, string> TextColumns =>
        ImmutableDictionary.CreateRange([KeyValuePair.Create("id", "VARCHAR"), KeyValuePair.Create("ids_checksum", "VARCHAR")]);

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static string ChecksumOf(IReadOnlyList<string> ids)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in ids)
        {
            var bytes = Encoding.UTF8.GetBytes(id);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static FoldlineException OtherSamples(string path, ImmutableArray<string> found, IReadOnlyList<string> expected)
    {
        var row = 0;
        while (row < Math.Min(found.Length, expected.Count) && found[row] == expected[row])
            row++;
        var difference = row < Math.Min(found.Length, expected.Count)
            ? $"row {row} is '{found[row]}' there and '{expected[row]}' here"
            : $"it has {found.Length} samples, the table {expected.Count}";
        return FoldlineException.User(
            "FL4206",
            $"'{path}' holds the folds of other samples: {difference}. Make the folds again, or use the table they were made for.",
            null,
            ("file", path),
            ("row", $"{row}"));
    }
}
