using System.CommandLine;

namespace Foldline.Cli.Commands;

/// <summary><c>run</c>: the whole way from a recipe to submission and report.</summary>
internal sealed class RunCommand : CliCommand
{
    private readonly TrainingArguments training = new();
    private readonly Option<bool> strict = new("--strict-doctor") { Description = "Stop before training when the doctor's cheap checks find errors." };

    /// <summary>The command and its arguments.</summary>
    public RunCommand()
        : base(
            "run",
            "Trains, predicts, and writes submission and report.",
            "./foldline run recipes/vinbigdata.yaml --data data/vinbigdata",
            "./foldline run recipes/vinbigdata.yaml --data data/vinbigdata train.epochs=3 train.folds=0 model.name=resnet34d",
            "./foldline run recipes/vinbigdata.yaml --data data/vinbigdata --resume")
    {
        training.AddTo(this);
        Add(strict);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var (recipe, options) = training.Read(context);
        options = options with { StrictDoctor = context.Arguments.GetValue(strict) };
        return new RunSession(context).Execute(runner => runner.Run(recipe, options, context.Cancellation));
    }
}
