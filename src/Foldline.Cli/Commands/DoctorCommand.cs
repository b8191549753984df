using System.CommandLine;
using System.Text.Json.Nodes;
using Foldline.Cli.Progress;
using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Machine;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>doctor</c>: mistakes in recipe and data, found before training, or what was found on this machine.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Argument<string?> recipe = new("recipe") { Description = "Recipe, a YAML file such as recipes/vinbigdata.yaml.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> data = new("--data") { Description = "Folder with the recipe's tables and images.", HelpName = "dir" };
    private readonly Option<bool> train = new("--train") { Description = "Train for a minute too: can a batch be learnt by heart, is the learning rate right?" };
    private readonly Option<string?> pairs = new("--pairs") { Description = "Write the pairs of same images that folds or training and test share (CSV).", HelpName = "file" };
    private readonly Option<string?> groups = new("--groups") { Description = "Write a group for each labelled sample, one for images that are the same (CSV).", HelpName = "file" };
    private readonly Option<string> runs = CommonOptions.Runs();
    private readonly Option<bool> environment = new("--env") { Description = "Show the engine, threads, devices and libraries that were found." };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON instead of a table." };
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();

    /// <summary>The command, its arguments and options.</summary>
    public DoctorCommand()
        : base(
            "doctor",
            "Finds mistakes in recipe and data before training; with --env shows what was found on this machine.",
            "./foldline doctor recipes/vinbigdata.yaml --data data/vinbigdata",
            "./foldline doctor recipes/vinbigdata.yaml --data data/vinbigdata --train --groups groups.csv input.size=128",
            "./foldline doctor --env")
    {
        Add(recipe);
        Add(data);
        Add(train);
        Add(pairs);
        Add(groups);
        Add(runs);
        Add(environment);
        Add(json);
        Add(overrides);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        if (context.Arguments.GetValue(recipe) is not { } name || context.Arguments.GetValue(environment))
            return ShowMachine(context);
        var folder = context.Arguments.GetValue(data) ?? throw FoldlineException.User(
            "FL8003",
            "--data is missing: name the folder with the recipe's tables and images. './foldline doctor --env' looks at the machine alone.",
            null,
            ("option", "--data"));
        var loaded = RunSession.LoadRecipe(context, name, context.Arguments.GetRequiredValue(overrides), folder);
        var doctor = new DataDoctor(loaded, new DoctorOptions(folder)
        {
            RunsFolder = context.Arguments.GetRequiredValue(runs),
            Trains = context.Arguments.GetValue(train),
            PairsPath = context.Arguments.GetValue(pairs),
            GroupsPath = context.Arguments.GetValue(groups),
        });
        var diagnosis = ShareProgress.Run(context, "look at the data", progress => doctor.Run(progress, context.Cancellation));
        Show(context, diagnosis);
        return diagnosis.HasErrors ? ExitCode.UserError : ExitCode.Success;
    }

    private void Show(CommandContext context, Diagnosis diagnosis)
    {
        if (context.Arguments.GetValue(json))
        {
            context.Terminal.WriteLine(JsonText.Of(ToJson(diagnosis)));
            return;
        }

        if (!diagnosis.Findings.IsEmpty)
            context.Terminal.Output.Write(ToTable(diagnosis));
        context.Terminal.WriteLine($"{diagnosis}");
    }

    private static Table ToTable(Diagnosis diagnosis)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("severity", "check", "finding", "remedy");
        foreach (var finding in diagnosis.Findings)
        {
            table.AddRow(
                new Text(finding.Severity.ToString().ToLowerInvariant(), new Style(ColorOf(finding.Severity))),
                new Text(finding.Check),
                new Text(string.Join('\n', [finding.Text, .. finding.Evidence.Select(line => $"  {line}"), ""])),
                new Text(finding.Remedy));
        }

        return table;
    }

    private static Color ColorOf(Severity severity) => severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warning => Color.Yellow,
        _ => Color.Default,
    };

    private static JsonObject ToJson(Diagnosis diagnosis) => new()
    {
        ["errors"] = diagnosis.Count(Severity.Error),
        ["warnings"] = diagnosis.Count(Severity.Warning),
        ["notes"] = diagnosis.Count(Severity.Note),
        ["findings"] = new JsonArray([.. diagnosis.Findings.Select(finding => (JsonNode)new JsonObject
        {
            ["check"] = finding.Check,
            ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
            ["text"] = finding.Text,
            ["evidence"] = new JsonArray([.. finding.Evidence.Select(line => (JsonNode)line)]),
            ["remedy"] = finding.Remedy,
        })]),
    };

    private int ShowMachine(CommandContext context)
    {
        var facts = MachineSurvey.Take(Environment.CurrentDirectory);
        if (context.Arguments.GetValue(json))
            context.Terminal.WriteLine(JsonText.Of(ToJson(facts)));
        else
            context.Terminal.Output.Write(ToTable(facts));
        return facts.Any(fact => fact.IsFault) ? ExitCode.Failure : ExitCode.Success;
    }

    private static Table ToTable(IReadOnlyList<MachineFact> facts)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("group", "name", "value");
        var group = "";
        foreach (var fact in facts)
        {
            table.AddRow(
                new Text(fact.Group == group ? "" : fact.Group, new Style(decoration: Decoration.Bold)),
                new Text(fact.Name),
                new Text(fact.Value, fact.IsFault ? new Style(Color.Red) : Style.Plain));
            group = fact.Group;
        }

        return table;
    }

    private static JsonObject ToJson(IReadOnlyList<MachineFact> facts)
    {
        var groups = facts.GroupBy(fact => fact.Group).Select(group => KeyValuePair.Create<string, JsonNode?>(
            group.Key,
            new JsonObject(group.Select(fact => KeyValuePair.Create<string, JsonNode?>(fact.Name, fact.Value)))));
        return new JsonObject(groups);
    }
}
