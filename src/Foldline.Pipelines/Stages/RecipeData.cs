using Foldline.Data;
using Foldline.Data.TfRecords;
using Foldline.Pipelines.Curves;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Stages;

/// <summary>A recipe's tables, loaded, and its samples.</summary>
public sealed class RecipeData : IDisposable
{
    private RecipeData(string folder, DuckDatabase database, SampleSet train, SampleSet? test)
    {
        Folder = folder;
        Database = database;
        Train = train;
        Test = test;
    }

    /// <summary>Lines drawn over the samples by people; none when the recipe names none.</summary>
    public CurveSet Curves { get; private init; } = CurveSet.Empty;

    /// <summary>Full path of the folder that paths of images are relative to: the data folder, or that of a preparation.</summary>
    public string Folder { get; }

    /// <summary>Holds the tables.</summary>
    public DuckDatabase Database { get; }

    /// <summary>The labelled samples.</summary>
    public SampleSet Train { get; }

    /// <summary>The test samples; null when the recipe has none.</summary>
    public SampleSet? Test { get; }

    /// <summary>Loads tables and samples.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="FoldlineException">FL6024: there is no such folder. FL4101 to FL4109: a table or query is at fault. FL6020 to FL6023: the samples are.</exception>
    public static RecipeData Load(Recipe recipe, string folder, CancellationToken cancellation = default) =>
        Load(recipe, folder, SampleQuery.Train, cancellation);

    /// <summary>Loads tables and samples, but not what is true of the samples, whose columns may hold anything.</summary>
    /// <inheritdoc cref="Load(Recipe, string, CancellationToken)"/>
    internal static RecipeData LoadWithoutTargets(Recipe recipe, string folder, CancellationToken cancellation) =>
        Load(recipe, folder, SampleQuery.TrainWithoutTargets, cancellation);

    private static RecipeData Load(Recipe recipe, string folder, Func<DuckDatabase, Recipe, CancellationToken, SampleSet> query, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw FoldlineException.User("FL6024", $"There is no data folder '{folder}'. Name it with --data; './foldline sample {recipe.Name} DIR' makes one to try.", null, ("folder", folder));
        var database = new DuckDatabase(new DuckOptions { DataFolder = folder });
        try
        {
            foreach (var table in recipe.Tables)
                LoadTable(database, table, folder, cancellation);
            var train = query(database, recipe, cancellation);
            var test = SampleQuery.Test(database, recipe, cancellation);
            return new RecipeData(Path.GetFullPath(folder), database, train, test) { Curves = CurveQuery.Run(database, recipe, cancellation) };
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes the images that the samples name, when the recipe's preparation does that without a command.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">Where they are kept.</param>
    /// <param name="report">Receives how far it is, from one thread at a time.</param>
    /// <param name="cancellation">Ends the work after the files at hand.</param>
    /// <returns>What takes the place of this and is to be disposed instead.</returns>
    internal RecipeData Prepare(Recipe recipe, string folder, Action<PreparationProgress> report, CancellationToken cancellation)
    {
        var images = new PreparedImages(recipe, Folder, folder).Make([.. Train.Images, .. Test?.Images ?? []], report, cancellation);
        return new RecipeData(Path.GetFullPath(images), Database, Train, Test) { Curves = Curves };
    }

    /// <summary>Loads one table.</summary>
    internal static void LoadTable(DuckDatabase database, TableSpec table, string folder, CancellationToken cancellation)
    {
        if (TfRecordIndex.IsOf(table.File))
            database.CreateTable(table.Name, TfRecordIndex.Build(folder, TfRecordIndex.Files(folder, table.File), cancellation), cancellation);
        else
            database.CreateTableFromFile(table.Name, table.File, cancellation);
    }

    /// <summary>Closes the tables.</summary>
    public void Dispose() => Database.Dispose();
}
