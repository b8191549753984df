using System.CommandLine;
using System.Text.Json.Nodes;
using Foldline.Pipelines.Machine;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>doctor --env</c>: what engine, threads, devices and libraries were found.</summary>
internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<bool> environment = new("--env") { Description = "Show the engine, threads, devices and libraries that were found." };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON instead of a table." };

    /// <summary>The command and its options.</summary>
    public DoctorCommand()
        : base("doctor", "Shows what Foldline found on this machine.", "./foldline doctor --env", "./foldline doctor --env --json")
    {
        Add(environment);
        Add(json);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
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
