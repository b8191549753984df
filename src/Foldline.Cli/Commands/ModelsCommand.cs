using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Foldline.Models;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>models</c>: the networks that recipes can name.</summary>
internal sealed class ModelsCommand : CliCommand
{
    private readonly Argument<string?> text = new("text") { Description = "Only models whose name or family contains this.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> json = new("--json") { Description = "Print a JSON array of objects with name, family and parameters." };

    /// <summary>The command, its argument and option.</summary>
    public ModelsCommand()
        : base("models", "Lists the networks by name, family and number of parameters.", "./foldline models", "./foldline models resnet34", "./foldline models --json")
    {
        Add(text);
        Add(json);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var wanted = context.Arguments.GetValue(text) ?? "";
        var models = ModelRegistry.Models
            .Where(model => model.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase) || model.Family.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (context.Arguments.GetValue(json))
        {
            context.Terminal.WriteLine(JsonText.Of(ToJson(models)));
            return ExitCode.Success;
        }

        context.Terminal.Output.Write(ToTable(models));
        if (!context.IsQuiet)
            context.Terminal.WriteLine($"{models.Count} models; parameters are counted with 1000 classes.");
        return ExitCode.Success;
    }

    private static Table ToTable(IEnumerable<ModelInfo> models)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "family").AddColumn("parameters", column => column.RightAligned());
        foreach (var model in models)
            table.AddRow(new Text(model.Name), new Text(model.Family), new Text(model.Parameters.ToString("N0", CultureInfo.InvariantCulture)));
        return table;
    }

    private static JsonArray ToJson(IEnumerable<ModelInfo> models) =>
        [.. models.Select(model => new JsonObject { ["name"] = model.Name, ["family"] = model.Family, ["parameters"] = model.Parameters })];
}
