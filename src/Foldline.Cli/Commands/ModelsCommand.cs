using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Foldline.Models;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>models</c>: the networks that recipes can name.</summary>
internal sealed class ModelsCommand : CliCommand
{
    private static readonly string[] Orders = ["name", "family", "parameters", "size"];

    private readonly Argument<string?> text = new("text") { Description = "Only models whose name or family contains this; with * or ?, whose name is of this form.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> least = new("--min-params") { Description = "Only models with at least so many parameters, such as 5M.", HelpName = "number" };
    private readonly Option<string?> most = new("--max-params") { Description = "Only models with at most so many parameters, such as 30M.", HelpName = "number" };
    private readonly Option<string?> family = new("--family") { Description = "Only models of this family; * and ? stand for any characters.", HelpName = "name" };
    private readonly Option<string> sort = new("--sort") { Description = $"Order: {string.Join(", ", Orders)} (of the images).", HelpName = "key", DefaultValueFactory = _ => "name" };
    private readonly Option<bool> pretrained = new("--pretrained") { Description = "Only models with published weights." };
    private readonly Option<bool> json = new("--json") { Description = "Print a JSON array of objects with name, family, parameters, input_size, weights and tags." };
    private readonly Option<string?> sizes = new("--write-sizes") { Description = "Build every model and write the table of parameter counts to this file.", HelpName = "file", Hidden = true };

    /// <summary>The command, its argument and options.</summary>
    public ModelsCommand()
        : base(
            "models",
            "Lists the networks by name, family, number of parameters, image size and weights.",
            "./foldline models",
            "./foldline models 'resnet*' --max-params 30M --sort parameters --pretrained",
            "./foldline models --json")
    {
        Add(text);
        Add(least);
        Add(most);
        Add(family);
        Add(sort);
        Add(pretrained);
        Add(json);
        Add(sizes);
        sort.AcceptOnlyFromAmong(Orders);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        if (context.Arguments.GetValue(sizes) is { } file)
        {
            ModelSizes.Write(file);
            return ExitCode.Success;
        }

        var models = Sorted(context.Arguments.GetRequiredValue(sort), Chosen(context.Arguments)).ToList();
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

    private IEnumerable<ModelInfo> Chosen(ParseResult arguments)
    {
        var wanted = arguments.GetValue(text) ?? "*";
        var group = arguments.GetValue(family) is { } named ? named : "*";
        var low = Number(arguments, least) ?? 0;
        var high = Number(arguments, most) ?? long.MaxValue;
        var published = arguments.GetValue(pretrained);
        return ModelRegistry.Models.Where(model =>
            IsNamed(wanted, model)
            && Matches(group, model.Family)
            && model.Parameters >= low
            && model.Parameters <= high
            && (!published || model.Weights.Count > 0));
    }

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    private static bool IsNamed(string wanted, ModelInfo model) => wanted.AsSpan().ContainsAny('*', '?')
        ? Matches(wanted, model.Name)
        : model.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase) || model.Family.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static long? Number(ParseResult arguments, Option<string?> option)
    {
        if (arguments.GetValue(option) is not { } text)
            return null;
        var factor = char.ToUpperInvariant(text[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'G' or 'B' => 1e9, _ => 1 };
        var digits = factor > 1 ? text[..^1] : text;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? (long)(number * factor)
            : throw FoldlineException.User("FL8003", $"'{option.Name}' is '{text}'; expected is a number such as 5000000, 5M or 0.5B. See: ./foldline models --help", null, ("option", option.Name));
    }

    private static IEnumerable<ModelInfo> Sorted(string order, IEnumerable<ModelInfo> models) => order switch
    {
        "family" => models.OrderBy(model => model.Family, StringComparer.Ordinal),
        "parameters" => models.OrderBy(model => model.Parameters),
        "size" => models.OrderBy(model => model.Weights.Count > 0 ? model.Weights[0].InputSize[^1] : 0),
        _ => models,
    };

    private static Table ToTable(IEnumerable<ModelInfo> models)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "family").AddColumn("parameters", column => column.RightAligned())
            .AddColumn("size", column => column.RightAligned()).AddColumn("weights");
        foreach (var model in models)
        {
            var weights = model.Weights.Count > 0 ? model.Weights[0] : null;
            var more = model.Weights.Count > 1 ? $" and {model.Weights.Count - 1} more" : "";
            table.AddRow(
                new Text(model.Name),
                new Text(model.Family),
                new Text(model.Parameters.ToString("N0", CultureInfo.InvariantCulture)),
                new Text(weights is null ? "" : weights.InputSize[^1].ToString(CultureInfo.InvariantCulture)),
                new Text(weights is null ? "" : $"{(weights.Tag.Length == 0 ? "yes" : weights.Tag)}{more}"));
        }

        return table;
    }

    private static JsonArray ToJson(IEnumerable<ModelInfo> models) =>
    [
        .. models.Select(model => new JsonObject
        {
            ["name"] = model.Name,
            ["family"] = model.Family,
            ["parameters"] = model.Parameters,
            ["input_size"] = model.Weights.Count > 0 ? new JsonArray([.. model.Weights[0].InputSize.Select(size => (JsonNode)size)]) : null,
            ["weights"] = model.Weights.Count > 0 ? model.Weights[0].Repository : null,
            ["tags"] = new JsonArray([.. model.Weights.Select(weights => (JsonNode)weights.Tag)]),
        }),
    ];
}
