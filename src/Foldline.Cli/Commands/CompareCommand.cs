using System.CommandLine;
using System.Globalization;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Reporting;
using Foldline.Reports;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>runs compare</c>: two runs beside each other.</summary>
internal sealed class CompareCommand : CliCommand
{
    private readonly Argument<string> first = CommonOptions.Run("first");
    private readonly Argument<string> second = CommonOptions.Run("second");
    private readonly Option<string?> html = new("--html") { Description = "Write a page that also has the training curves.", HelpName = "file" };
    private readonly Option<string> root = CommonOptions.Runs();

    /// <summary>The command, its arguments and options.</summary>
    public CompareCommand()
        : base("compare", "Shows what differs between two runs: recipes, metrics, curves.", "./foldline runs compare 20210131-1425 latest", "./foldline runs compare 20210131-1425 latest --html compare.html")
    {
        Add(first);
        Add(second);
        Add(html);
        Add(root);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var lookup = new RunLookup(context.Arguments.GetRequiredValue(root));
        var comparison = new RunComparison(
            RunReader.Read(lookup.Find(context.Arguments.GetRequiredValue(first))),
            RunReader.Read(lookup.Find(context.Arguments.GetRequiredValue(second))));
        if (context.Arguments.GetValue(html) is { } file)
            ReportWriter.Write(file, ComparisonPage.Create(comparison));
        context.Terminal.Output.Write(Settings(comparison));
        context.Terminal.Output.Write(Metrics(comparison));
        return ExitCode.Success;
    }

    private static Table Settings(RunComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("recipe", comparison.First.Id, comparison.Second.Id);
        foreach (var difference in comparison.Settings)
        {
            var (one, other) = difference.Excerpts;
            table.AddRow(new Text(difference.Key), new Text(one), new Text(other));
        }

        return comparison.Settings.IsEmpty ? table.AddRow("no differences") : table;
    }

    private static Table Metrics(RunComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("out of fold", comparison.First.Id, comparison.Second.Id, "difference");
        foreach (var (name, one, other) in comparison.Metrics)
            table.AddRow(new Text(name), Number(one, "0.00000"), Number(other, "0.00000"), new Text(SignedText.Of(other - one)));
        table.AddRow(new Text("leaderboard"), Number(comparison.First.Notes.Public, "R"), Number(comparison.Second.Notes.Public, "R"), new Text(SignedText.Of(comparison.Second.Notes.Public - comparison.First.Notes.Public)));
        return table;
    }

    private static Text Number(double value, string format) => new(double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–");
}
