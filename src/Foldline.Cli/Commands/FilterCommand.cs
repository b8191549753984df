using System.CommandLine;
using Foldline.Pipelines.Submissions;

namespace Foldline.Cli.Commands;

/// <summary><c>filter</c>: filters a detector's submission by a classifier's probability that an image is normal.</summary>
internal sealed class FilterCommand : CliCommand
{
    private static readonly TwoClassFilterOptions Defaults = new();

    private readonly Argument<string> detections = new("detections") { Description = "The detector's submission: CSV with image_id and PredictionString." };
    private readonly Argument<string> probabilities = new("probabilities") { Description = "The classifier's submission: CSV with image_id and target, the probability of 'normal'." };
    private readonly Option<string> output = new("--out") { Description = "File to write.", HelpName = "file", DefaultValueFactory = _ => "submission.csv" };
    private readonly Option<double> low = new("--low") { Description = "From this probability on, a 'No finding' box is added to the detections.", HelpName = "p", DefaultValueFactory = _ => Defaults.Low };
    private readonly Option<double> high = new("--high") { Description = "From this probability on, 'No finding' replaces the detections.", HelpName = "p", DefaultValueFactory = _ => Defaults.High };

    /// <summary>The command, its arguments and options.</summary>
    public FilterCommand()
        : base(
            "filter",
            "Filters a detector's submission by the probability that an image is normal.",
            "./foldline filter detections.csv runs/vinbigdata/20210131-142536-9f3a/submission.csv --low 0.05 --high 0.95 --out filtered.csv")
    {
        Add(detections);
        Add(probabilities);
        Add(output);
        Add(low);
        Add(high);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var file = arguments.GetRequiredValue(output);
        var rows = TwoClassFilter.FilterFile(
            arguments.GetRequiredValue(detections),
            arguments.GetRequiredValue(probabilities),
            file,
            new TwoClassFilterOptions(arguments.GetRequiredValue(low), arguments.GetRequiredValue(high)));
        context.Terminal.WriteLine($"{file}: {rows} images");
        return ExitCode.Success;
    }
}
