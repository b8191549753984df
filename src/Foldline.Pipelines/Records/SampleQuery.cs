using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Data.TfRecords;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Records;

/// <summary>Runs a recipe's queries for samples and checks what they give.</summary>
public static class SampleQuery
{
    private const int ShownIds = 5;

    /// <summary>The labelled samples.</summary>
    /// <param name="database">Holds the recipe's tables.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="FoldlineException">
    /// FL4101: the query is refused. FL6020: a column is missing. FL6021: an id occurs twice. FL6022: a target is missing or out of
    /// range. FL6023: no rows.
    /// </exception>
    public static SampleSet Train(DuckDatabase database, Recipe recipe, CancellationToken cancellation = default)
    {
        var samples = TrainWithoutTargets(database, recipe, cancellation);
        var columns = recipe.Target.Columns.Select(name => Column(samples.Rows, name, "samples"));
        return samples with { Targets = new TargetReader(recipe.Target, samples.Ids).Read([.. columns]) };
    }

    /// <summary>The labelled samples without what is true of them, whose columns may hold anything.</summary>
    /// <inheritdoc cref="Train"/>
    public static SampleSet TrainWithoutTargets(DuckDatabase database, Recipe recipe, CancellationToken cancellation = default) =>
        Unlabelled(database, recipe, (recipe.Samples, "samples"), cancellation);

    /// <summary>The test samples; null when the recipe has none.</summary>
    /// <inheritdoc cref="Train"/>
    public static SampleSet? Test(DuckDatabase database, Recipe recipe, CancellationToken cancellation = default) =>
        recipe.TestSamples is { } sql ? Unlabelled(database, recipe, (sql, "test_samples"), cancellation) : null;

    private static SampleSet Unlabelled(DuckDatabase database, Recipe recipe, (string Sql, string Key) query, CancellationToken cancellation)
    {
        var rows = Run(database, query.Sql, recipe, query.Key, cancellation);
        return new SampleSet
        {
            Ids = Ids(rows, query.Key),
            Images = Files(rows, recipe.Input, query.Key),
            Places = Places(rows, recipe.Input, query.Key),
            Targets = SampleTargets.None,
            Rows = rows,
        };
    }

    private static ImmutableArray<string> Files(Table rows, InputSpec input, string key) =>
        [.. Column(rows, input.Kind == InputKind.TfRecord ? "file" : input.Image, key).Strings()];

    private static ImmutableArray<TfRecordPlace> Places(Table rows, InputSpec input, string key)
    {
        if (input.Kind != InputKind.TfRecord)
            return [];
        var (offsets, lengths) = (Column(rows, "offset", key).Int64s(), Column(rows, "length", key).Int64s());
        return [.. Files(rows, input, key).Select((file, row) => new TfRecordPlace(file, offsets[row], lengths[row]))];
    }

    private static Table Run(DuckDatabase database, string sql, Recipe recipe, string key, CancellationToken cancellation)
    {
        // The limit wraps the query, so that its own order decides which samples are the first.
        var query = recipe.Debug.Limit is { } limit ? $"SELECT * FROM ({sql.Trim().TrimEnd(';')}\n) LIMIT {limit}" : sql;
        var rows = database.Query(query, cancellation);
        if (rows.RowCount > 0)
            return rows;
        throw FoldlineException.User("FL6023", $"The recipe's query '{key}' gives no rows. Look at the tables and at the query's conditions.", null, ("key", key));
    }

    private static ImmutableArray<string> Ids(Table rows, string key)
    {
        var ids = Column(rows, "id", key).Strings();
        string[] twice = [.. ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (twice.Length == 0)
            return [.. ids];
        var more = twice.Length > ShownIds ? $" and {twice.Length - ShownIds} more" : "";
        throw FoldlineException.User(
            "FL6021",
            $"The recipe's query '{key}' gives some ids more than once: {string.Join(", ", twice.Take(ShownIds))}{more}. Each sample needs an id of its own; GROUP BY or DISTINCT may help.",
            null,
            ("key", key),
            ("count", $"{twice.Length}"));
    }

    private static TableColumn Column(Table rows, string name, string key)
    {
        if (rows.HasColumn(name))
            return rows.Column(name);
        throw FoldlineException.User(
            "FL6020",
            $"The recipe's query '{key}' gives no column '{name}'; it gives {string.Join(", ", rows.ColumnNames)}.{NearestName.Hint(name, rows.ColumnNames)} Name it in the SELECT list (… AS {name}).",
            null,
            ("key", key),
            ("expected", name),
            ("found", string.Join(", ", rows.ColumnNames)));
    }
}
