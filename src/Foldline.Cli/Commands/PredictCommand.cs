using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Bundles;
using Foldline.Pipelines.Recipes;

namespace Foldline.Cli.Commands;

/// <summary><c>predict</c>: predictions of a trained run, then scores, submission and report; or test predictions and submission of a bundle.</summary>
internal sealed class PredictCommand : CliCommand
{
    private readonly RunFolderArguments run = new("A run (path of its folder, its id, the start of its id, or latest) or a bundle (folder or .zip file).");
    private readonly Option<string> output = new("--out") { Description = "Folder for the predictions of a bundle; those of a run stay in its folder.", HelpName = "dir", DefaultValueFactory = _ => "predictions" };

    /// <summary>The command and its arguments.</summary>
    public PredictCommand()
        : base(
            "predict",
            "Predicts with the weights of a run or bundle, then writes scores, submission and report.",
            "./foldline predict runs/vinbigdata/20210131-142536-9f3a --data data/vinbigdata",
            "./foldline predict latest --data data/vinbigdata predict.weights=raw",
            "./foldline predict vinbigdata.zip --data data/vinbigdata --out predictions")
    {
        run.AddTo(this);
        Add(output);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        if (BundlePrediction.IsBundle(run.Word(context.Arguments)))
            return RunBundle(context);
        var (recipe, options) = run.Read(context.Arguments);
        return new RunSession(context).Execute(runner => runner.Predict(recipe, options, context.Cancellation));
    }

    private int RunBundle(CommandContext context)
    {
        var options = new BundlePredictionOptions
        {
            Bundle = run.Word(context.Arguments),
            DataFolder = run.Data(context.Arguments),
            OutFolder = context.Arguments.GetRequiredValue(output),
            Overrides = [.. run.Overrides(context.Arguments).Select(RecipeOverride.Parse)],
        };
        ResultSummary.Write(context.Terminal, RunDisplay.Show(context, observer => new BundlePrediction(observer).Run(options, context.Cancellation)));
        return ExitCode.Success;
    }
}
