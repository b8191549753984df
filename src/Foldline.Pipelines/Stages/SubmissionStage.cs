using Foldline.Data;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Submissions;

namespace Foldline.Pipelines.Stages;

/// <summary>Makes the submission of mean test predictions.</summary>
/// <param name="context">The run.</param>
internal sealed class SubmissionStage(RunContext context)
{
    /// <summary>Writes the submission of a run.</summary>
    /// <returns>Number of rows; 0 when the recipe has no submission or there are no test predictions.</returns>
    /// <exception cref="FoldlineException">FL4101, FL6030 to FL6033: the submission is not what the sample file asks for.</exception>
    public int Run(CancellationToken cancellation)
    {
        if (!File.Exists(context.Run.TestPath))
            return 0;
        var names = context.Recipe.Target.Names;
        var predictions = context.Recipe.Target.Kind == TargetKind.Masks
            ? MaskTable.Load(context.Run.TestPath, names).ToTable()
            : PredictionTable.Load(context.Run.TestPath, names).ToTable();
        return Write(context.Recipe, context.Data.Database, predictions, context.Run.SubmissionPath, context.Warn, cancellation);
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
}
