namespace Foldline.Cli.Commands;

/// <summary><c>predict</c>: predictions of a trained run, then scores, submission and report.</summary>
internal sealed class PredictCommand : CliCommand
{
    private readonly RunFolderArguments run = new();

    /// <summary>The command and its arguments.</summary>
    public PredictCommand()
        : base(
            "predict",
            "Predicts with the weights of a run, then writes scores, submission and report.",
            "./foldline predict runs/vinbigdata/20210131-142536-9f3a --data data/vinbigdata",
            "./foldline predict runs/vinbigdata/20210131-142536-9f3a --data data/vinbigdata predict.weights=raw") => run.AddTo(this);

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var (recipe, options) = run.Read(context.Arguments);
        return new RunSession(context).Execute(runner => runner.Predict(recipe, options, context.Cancellation));
    }
}
