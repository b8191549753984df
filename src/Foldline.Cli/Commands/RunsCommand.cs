using System.CommandLine;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Reporting;
using Foldline.Reports;

namespace Foldline.Cli.Commands;

/// <summary><c>runs</c>: the table of runs, from their folders.</summary>
internal sealed class RunsCommand : CliCommand
{
    private readonly Argument<string?> text = new("filter") { Description = "Only runs whose id, recipe, model or note contains this.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> recipe = new("--recipe") { Description = "Only runs of the recipe of this name.", HelpName = "name" };
    private readonly Option<string[]> where = new("--where") { Description = "Only runs whose effective recipe has this value, such as train.epochs=3 or train.optimizer=adam; can be given several times.", HelpName = "key=value" };
    private readonly Option<string> sort = new("--sort") { Description = "date (newest first), recipe, model, folds, lb, or the name of a metric (best first).", HelpName = "key", DefaultValueFactory = _ => "date" };
    private readonly Option<bool> json = new("--json") { Description = "Print a JSON array with an object a run." };
    private readonly Option<bool> csv = new("--csv") { Description = "Print CSV with all digits." };
    private readonly Option<string?> html = new("--html") { Description = "Write a page with the table and cross-validation against leaderboard.", HelpName = "file" };
    private readonly Option<string> root = CommonOptions.Runs();

    /// <summary>The command, its argument, options and subcommand.</summary>
    public RunsCommand()
        : base(
            "runs",
            "Lists runs with their scores, leaderboard and notes.",
            "./foldline runs",
            "./foldline runs --recipe vinbigdata --sort roc_auc",
            "./foldline runs resnet34 --where train.optimizer=adam --where train.epochs=15 --csv",
            "./foldline runs --html runs.html",
            "./foldline runs compare 20210131-1425 latest --html compare.html")
    {
        Add(text);
        Add(recipe);
        Add(where);
        Add(sort);
        Add(json);
        Add(csv);
        Add(html);
        Add(root);
        Add(new CompareCommand());
        Action = new ParentAction();
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var runs = RunReader.ReadAll(arguments.GetRequiredValue(root), message => context.Terminal.WriteErrorLine($"warning: {message}"));
        var selection = new RunSelection
        {
            Text = arguments.GetValue(text),
            Recipe = arguments.GetValue(recipe),
            Where = arguments.GetValue(where) ?? [],
            Sort = arguments.GetRequiredValue(sort),
        };
        var listing = new RunListing(selection.Of(runs));
        if (arguments.GetValue(html) is { } file)
            ReportWriter.Write(file, RunsPage.Create(listing));
        if (arguments.GetValue(json))
            context.Terminal.WriteLine(JsonText.Of(listing.ToJson()));
        else if (arguments.GetValue(csv))
            context.Terminal.WriteLine(listing.ToCsv().TrimEnd('\n'));
        else if (listing.Runs.Count == 0)
            context.Terminal.WriteLine(runs.Count == 0 ? $"There are no runs in '{arguments.GetRequiredValue(root)}'." : $"None of the {runs.Count} runs fits.");
        else
            Write(context.Terminal, listing);
        return ExitCode.Success;
    }

    private static void Write(Terminal terminal, RunListing listing)
    {
        foreach (var line in PlainTable.Lines(listing.Heads, [.. listing.Runs.Select(listing.Cells)], head => listing.Metrics.Contains(head) || head is "LB" or "private"))
            terminal.WriteLine(line);
    }
}
