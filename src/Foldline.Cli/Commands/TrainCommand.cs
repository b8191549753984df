using System.CommandLine;

namespace Foldline.Cli.Commands;

/// <summary><c>train</c>: training alone, of one fold or all.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly TrainingArguments training = new();
    private readonly Option<string> fold = new("--fold") { Description = "Fold to train, counted from 0, several such as 0,2, or all; as the recipe says when left out.", HelpName = "k|all" };

    /// <summary>The command and its arguments.</summary>
    public TrainCommand()
        : base(
            "train",
            "Trains one fold or all, without predictions.",
            "./foldline train recipes/vinbigdata.yaml --data data/vinbigdata --fold 0",
            "./foldline train recipes/vinbigdata.yaml --data data/vinbigdata --resume")
    {
        training.AddTo(this);
        Add(fold);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var (recipe, options) = context.Arguments.GetValue(fold) is { } folds
            ? training.Read(context, $"train.folds={folds}")
            : training.Read(context);
        return new RunSession(context).Execute(runner => runner.Train(recipe, options, context.Cancellation));
    }
}
