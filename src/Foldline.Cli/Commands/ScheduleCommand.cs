using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Reporting;
using Foldline.Pipelines.Schedules;
using Foldline.Reports;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>schedule</c>: the learning rate over a training, before it begins.</summary>
internal sealed class ScheduleCommand : CliCommand
{
    private const int MostRows = 25;
    private const int BarWidth = 40;

    private readonly Argument<string> recipe = CommonOptions.Recipe();
    private readonly Option<string?> data = new("--data") { Description = "Folder with the recipe's tables, from which the images are counted.", HelpName = "dir" };
    private readonly Option<long?> samples = new("--samples") { Description = "Number of labelled images, instead of --data; the validation fold is taken off.", HelpName = "n" };
    private readonly Option<string?> output = new("--out") { Description = "Write a page with figures, a single HTML file.", HelpName = "file" };
    private readonly Option<bool> json = new("--json") { Description = "Print a JSON object with all values instead of the table." };
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>The command, its arguments and options.</summary>
    public ScheduleCommand()
        : base(
            "schedule",
            "Shows the learning rate over the training, before any training.",
            "./foldline schedule recipes/vinbigdata.yaml --data data/vinbigdata --out schedule.html",
            "./foldline schedule recipes/vinbigdata.yaml --samples 15000 train.epochs=5 train.optimizer.adam.lr=3e-4")
    {
        Add(recipe);
        Add(data);
        Add(samples);
        Add(output);
        Add(json);
        Add(overrides);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var loaded = RunSession.LoadRecipe(context, arguments.GetRequiredValue(recipe), arguments.GetRequiredValue(overrides), arguments.GetValue(data));
        var trace = ScheduleTrace.Of(loaded, SizeOf(loaded, context));
        if (arguments.GetValue(output) is { } file)
            ReportWriter.Write(file, SchedulePage.Create(loaded, trace));
        if (arguments.GetValue(json))
        {
            context.Terminal.WriteLine(JsonText.Of(ToJson(loaded, trace)));
            return ExitCode.Success;
        }

        context.Terminal.Output.Write(ToTable(trace));
        if (trace.FollowsMetric && !context.IsQuiet)
            context.Terminal.WriteLine("The schedule follows a metric; it is drawn as if the metric never got better.");
        if (arguments.GetValue(output) is { } written)
            context.Terminal.WriteLine(written);
        return ExitCode.Success;
    }

    private EpochSize? SizeOf(Recipe loaded, CommandContext context)
    {
        if (context.Arguments.GetValue(samples) is not { } count)
            return context.Arguments.GetValue(data) is { } folder ? EpochSize.Of(loaded, folder, context.Cancellation) : null;
        return count >= 2
            ? EpochSize.Estimate(loaded, count)
            : throw FoldlineException.User("FL8003", $"--samples is {count}; expected is a number of at least 2.", null, ("option", "--samples"));
    }

    private static Table ToTable(ScheduleTrace trace)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("epoch", column => column.RightAligned());
        if (trace.StepsPerEpoch is not null)
            table.AddColumn("step", column => column.RightAligned());
        table.AddColumn("learning rate", column => column.RightAligned());
        if (!trace.Momenta.IsEmpty)
            table.AddColumn("momentum", column => column.RightAligned());
        table.AddColumn("");
        var highest = trace.LearningRates.Max();
        foreach (var i in Rows(trace.Epochs.Length))
        {
            List<string> cells = [Number(Math.Round(trace.Epochs[i], 3))];
            if (trace.StepsPerEpoch is { } steps)
                cells.Add(Number(Math.Round(trace.Epochs[i] * steps)));
            cells.Add(Number(trace.LearningRates[i]));
            if (!trace.Momenta.IsEmpty)
                cells.Add(Number(trace.Momenta[i]));
            cells.Add(highest > 0 ? new string('█', (int)Math.Round(Math.Max(trace.LearningRates[i], 0) / highest * BarWidth)) : "");
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static IEnumerable<int> Rows(int count)
    {
        var rows = Math.Min(count, MostRows);
        return Enumerable.Range(0, rows).Select(row => rows == 1 ? 0 : (int)((long)row * (count - 1) / (rows - 1)));
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static JsonObject ToJson(Recipe recipe, ScheduleTrace trace) => new()
    {
        ["recipe"] = recipe.Name,
        ["schedule"] = recipe.Train.Schedule?.Part.Name,
        ["every"] = recipe.Train.Schedule?.Every.ToString(),
        ["epochs"] = recipe.Train.Epochs,
        ["steps_per_epoch"] = trace.StepsPerEpoch,
        ["follows_metric"] = trace.FollowsMetric,
        ["epoch"] = Numbers(trace.Epochs),
        ["lr"] = Numbers(trace.LearningRates),
        ["momentum"] = trace.Momenta.IsEmpty ? null : Numbers(trace.Momenta),
    };

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => (JsonNode)value)];
}
