using Foldline.Data;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Submissions;

namespace Foldline.Pipelines.Stages;

/// <summary>Makes the submission of mean test predictions.</summary>
/// <param name="context">The run.</param>
internal sealed class SubmissionStage(RunContext context)
{
    /// <summary>Writes <c>oof.csv</c> and the submission of a run.</summary>
    /// <returns>Number of rows; 0 when the recipe has no submission or there are no test predictions.</returns>
    /// <exception cref="FoldlineException">FL4101, FL6030 to FL6033: the submission is not what the sample file asks for.</exception>
    public int Run(CancellationToken cancellation)
    {
        WriteOutOfFold(context.Recipe, context.Data.Database, Load(context.Run.OutOfFoldPath), context.Run.OutOfFoldCsvPath, cancellation);
        return File.Exists(context.Run.TestPath)
            ? Write(context.Recipe, context.Data.Database, Load(context.Run.TestPath), context.Run.SubmissionPath, context.Warn, cancellation)
            : 0;
    }

    /// <summary>Name of the id column in CSV files: the sample submission's first column, or <c>id</c>.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="database">Holds the recipe's tables.</param>
    public static string IdName(Recipe recipe, DuckDatabase database) => recipe.Submission?.Sample is { } sample
        ? database.Query($"SELECT * FROM {DuckDatabase.QuoteName(sample)} LIMIT 0").ColumnNames[0]
        : "id";

    /// <summary>Writes <c>oof.csv</c> by the recipe's query, if it has one.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="database">Holds the recipe's tables.</param>
    /// <param name="predictions">Out-of-fold predictions, with the columns of queries.</param>
    /// <param name="path">File to create or replace.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="FoldlineException">FL4101: the query is refused. FL1001: the file cannot be written.</exception>
    public static void WriteOutOfFold(Recipe recipe, DuckDatabase database, Table predictions, string path, CancellationToken cancellation)
    {
        if (recipe.OutOfFold is not { } query)
            return;
        database.CreateTable("predictions", predictions, cancellation);
        database.WriteCsv(query, path, cancellation);
    }

    /// <summary>Writes a submission by the recipe's query.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="database">Holds the recipe's tables.</param>
    /// <param name="predictions">Mean test predictions, with the columns of queries.</param>
    /// <param name="path">File to create or replace.</param>
    /// <param name="warn">Is told why none was written.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>Number of rows; 0 when the recipe has no submission.</returns>
    public static int Write(Recipe recipe, DuckDatabase database, Table predictions, string path, Action<string> warn, CancellationToken cancellation)
    {
        if (recipe.Submission is not { } submission)
            return 0;
        if (recipe.Debug.Limit is not null)
        {
            warn("No submission was written: debug.limit leaves test samples out.");
            return 0;
        }

        database.CreateTable("predictions", predictions, cancellation);
        return SubmissionWriter.Write(database, submission, path, cancellation);
    }

    private Table Load(string path)
    {
        var names = context.Recipe.Target.Names;
        return context.Recipe.Target.Kind == TargetKind.Masks ? MaskTable.Load(path, names).ToTable() : PredictionTable.Load(path, names).ToTable();
    }
}
