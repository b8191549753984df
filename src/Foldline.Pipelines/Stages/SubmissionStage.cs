using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Submissions;

namespace Foldline.Pipelines.Stages;

/// <summary>Makes the submission of a run's mean test predictions.</summary>
/// <param name="context">The run.</param>
internal sealed class SubmissionStage(RunContext context)
{
    /// <summary>Writes the submission.</summary>
    /// <returns>Number of rows; 0 when the recipe has no submission or there are no test predictions.</returns>
    /// <exception cref="FoldlineException">FL4101, FL6030 to FL6033: the submission is not what the sample file asks for.</exception>
    public int Run(CancellationToken cancellation)
    {
        if (context.Recipe.Submission is not { } submission || !File.Exists(context.Run.TestPath))
            return 0;
        if (context.Recipe.Debug.Limit is not null)
        {
            context.Warn("No submission was written: debug.limit leaves test samples out.");
            return 0;
        }

        var names = context.Recipe.Target.Names;
        var predictions = context.Recipe.Target.Kind == TargetKind.Masks
            ? MaskTable.Load(context.Run.TestPath, names).ToTable()
            : PredictionTable.Load(context.Run.TestPath, names).ToTable();
        context.Data.Database.CreateTable("predictions", predictions, cancellation);
        return SubmissionWriter.Write(context.Data.Database, submission, context.Run.SubmissionPath, cancellation);
    }
}
