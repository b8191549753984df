using System.Text.RegularExpressions;
using Foldline.Data;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Bundles;

/// <summary>The tables that a recipe's test samples and submission need, and the test samples; nothing of the training is looked at.</summary>
internal sealed partial class TestTables : IDisposable
{
    private TestTables(DuckDatabase database, SampleSet samples) => (Database, Samples) = (database, samples);

    /// <summary>Holds the tables.</summary>
    public DuckDatabase Database { get; }

    /// <summary>The test samples.</summary>
    public SampleSet Samples { get; }

    /// <summary>Loads what the queries name and the folder has.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">
    /// FL6024: there is no such folder. FL6526: a file is missing whose table a query needs. FL6527: the recipe has no test samples. FL4101 to FL4109, FL6020 to FL6023: a table or query is at fault.
    /// </exception>
    public static TestTables Load(Recipe recipe, string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw FoldlineException.User("FL6024", $"There is no data folder '{folder}'. Name it with --data.", null, ("folder", folder));
        if (recipe.TestSamples is null)
            throw FoldlineException.User("FL6527", "The bundle's recipe has no query 'test_samples', so there is nothing to predict. Add one: +test_samples='SELECT …'.", null, ("key", "test_samples"));
        var database = new DuckDatabase(new DuckOptions { DataFolder = folder });
        try
        {
            var needed = recipe.Tables.Where(table => IsNamed(table, recipe.TestSamples) || IsNamed(table, recipe.Submission?.Sql) || table.Name == recipe.Submission?.Sample).ToList();
            var missing = needed.Where(table => !IsThere(table, database)).ToList();
            foreach (var table in needed.Except(missing))
                RecipeData.LoadTable(database, table, folder, cancellation);
            var samples = Explain(missing, () => SampleQuery.Test(database, recipe, cancellation)!);
            if (missing.Count > 0)
                Explain(missing, () => TrySubmission(database, recipe, cancellation));
            return new TestTables(database, samples);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Closes the tables.</summary>
    public void Dispose() => Database.Dispose();

    private static bool IsNamed(TableSpec table, string? sql) =>
        sql is not null && Regex.IsMatch(TextOrComment().Replace(sql, " "), $@"\b{Regex.Escape(table.Name)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static bool IsThere(TableSpec table, DuckDatabase database) => table.File.AsSpan().ContainsAny('*', '?', '[') || Path.Exists(database.ResolvePath(table.File));

    /// <summary>Finds out before anything is predicted whether the submission can do without the missing tables.</summary>
    private static bool TrySubmission(DuckDatabase database, Recipe recipe, CancellationToken cancellation)
    {
        if (recipe.Submission is not { } submission)
            return true;
        var isOfMasks = recipe.Target.Kind == TargetKind.Masks;
        var empty = isOfMasks ? new MaskTable([], [], [], recipe.Target.Names, []).ToTable() : new PredictionTable([], [], recipe.Target.Names, []).ToTable();
        database.CreateTable("predictions", empty, cancellation);
        database.Query(submission.Sql, cancellation);
        if (submission.Sample is { } sample)
            database.Query($"SELECT * FROM {DuckDatabase.QuoteName(sample)} LIMIT 0", cancellation);
        return true;
    }

    private static T Explain<T>(List<TableSpec> missing, Func<T> query)
    {
        try
        {
            return query();
        }
        catch (FoldlineException e) when (e.Code == "FL4101" && missing.Count > 0)
        {
            throw Missing(missing, e);
        }
    }

    private static FoldlineException Missing(List<TableSpec> missing, Exception? inner) => FoldlineException.User(
        "FL6526",
        $"The recipe's queries for test samples and submission need tables whose files are not in the data folder: {string.Join(", ", missing.Select(table => $"{table.Name} ({table.File})"))}. Put them there, or name another folder with --data.",
        inner,
        ("missing", string.Join(", ", missing.Select(table => table.File))));

    [GeneratedRegex(@"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex TextOrComment();
}
