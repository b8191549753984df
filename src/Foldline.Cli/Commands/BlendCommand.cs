using System.CommandLine;
using System.Globalization;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Blending;
using Foldline.Pipelines.Experiments;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>blend</c>: averages runs with weights fitted on their out-of-fold predictions.</summary>
internal sealed class BlendCommand : CliCommand
{
    private readonly Argument<string[]> runs = new("runs") { Description = "Runs to blend: path, id, start of an id, or latest; the first one's recipe makes the submission.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> data = CommonOptions.Data();
    private readonly Option<string?> metric = new("--metric") { Description = "What the weights are fitted by; the recipe's first metric when left out.", HelpName = "name" };
    private readonly Option<bool> ranks = new("--ranks") { Description = "Average ranks, not probabilities: for metrics that look at the order only, such as roc_auc." };
    private readonly Option<string> root = CommonOptions.Runs();

    /// <summary>The command, its arguments and options.</summary>
    public BlendCommand()
        : base(
            "blend",
            "Averages runs with weights fitted on their out-of-fold predictions, and says honestly what that gains.",
            "./foldline blend 20210131-1425 20210201-0910 latest --data data/vinbigdata",
            "./foldline blend 20210131-1425 latest --data data/vinbigdata --metric roc_auc --ranks")
    {
        Add(runs);
        Add(data);
        Add(metric);
        Add(ranks);
        Add(root);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var lookup = new RunLookup(arguments.GetRequiredValue(root));
        var options = new BlendOptions
        {
            Runs = [.. arguments.GetRequiredValue(runs).Select(lookup.Find)],
            DataFolder = arguments.GetRequiredValue(data),
            OutFolder = arguments.GetRequiredValue(root),
            Metric = arguments.GetValue(metric),
            UseRanks = arguments.GetValue(ranks),
            CommandLine = CommandText.Of(arguments),
        };
        BlendFit? fit = null;
        var result = RunDisplay.Show(context, observer =>
        {
            var blend = new BlendRunner(observer, TimeProvider.System).Run(options, context.Cancellation);
            fit = blend.Fit;
            return blend.Run;
        });
        context.Terminal.Output.Write(Scores(fit!));
        ResultSummary.Write(context.Terminal, result);
        return ExitCode.Success;
    }

    private static Table Scores(BlendFit fit)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var head in (string[])["weight", fit.Metrics[0], "mean of folds", "over the best run"])
            table.AddColumn(head, column => column.RightAligned());
        foreach (var (row, i) in fit.Rows.Select((row, i) => (row, i)))
        {
            var weight = i < fit.Weights.Length ? fit.Weights[i].ToString("0.000", CultureInfo.InvariantCulture) : "";
            table.AddRow(new Text(row.Name), new Text(weight), Number(row.OutOfFold[0], "0.00000"), Number(row.MeanOfFolds(0), "0.00000"), new Text(SignedText.Of(fit.GainOf(row))));
        }

        return table;
    }

    private static Text Number(double value, string format) => new(double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–");
}
