using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Foldline.Models;
using Foldline.Models.Profiles;
using Foldline.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Spectre.Console;

namespace Foldline.Cli.Commands;

/// <summary><c>model</c>: the layers of one network, and what it costs.</summary>
internal sealed class ModelCommand : CliCommand
{
    private const double Mega = 1e6, Giga = 1e9;

    private readonly Argument<string> name = new("name") { Description = "The network, by timm's name." };
    private readonly Option<string?> size = new("--size") { Description = "Side of the images, or HEIGHTxWIDTH; that of the published weights when left out.", HelpName = "pixels" };
    private readonly Option<int> channels = new("--channels") { Description = "Channels of the images.", HelpName = "n", DefaultValueFactory = _ => 3 };
    private readonly Option<int> batch = new("--batch") { Description = "Images a batch, for the memory.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<int> classes = new("--classes") { Description = "Number of classes; 0 for no classifier.", HelpName = "n", DefaultValueFactory = _ => 1000 };
    private readonly Option<string?> head = new("--head") { Description = "A head in place of the classifier, as model.head in recipes: '{dense: {units: [32]}}'.", HelpName = "yaml" };
    private readonly Option<int?> depth = new("--depth") { Description = "Bring layers together by so many parts of their names.", HelpName = "n" };
    private readonly Option<bool> json = new("--json") { Description = "Print a JSON object instead of the table." };

    /// <summary>The command, its argument and options.</summary>
    public ModelCommand()
        : base(
            "model",
            "Shows a network's layers, output shapes, parameters, multiply-adds and memory, from running it.",
            "./foldline model resnet34d",
            "./foldline model efficientnet_b0 --size 512 --channels 1 --classes 4 --batch 16 --depth 2")
    {
        Add(name);
        Add(size);
        Add(channels);
        Add(batch);
        Add(classes);
        Add(head);
        Add(depth);
        Add(json);
        Within(channels, 1, 1024);
        Within(batch, 1, 65536);
        Within(classes, 0, 1_000_000);
    }

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        var arguments = context.Arguments;
        var outputs = arguments.GetRequiredValue(classes);
        var options = new ModelOptions
        {
            NumClasses = outputs,
            InChannels = arguments.GetRequiredValue(channels),
            Head = arguments.GetValue(head) is { } yaml ? HeadParts.Parse(yaml, outputs) : null,
        };
        var imageSize = arguments.GetValue(size) is { } text ? ReadSize(text) : (Size2?)null;
        var model = arguments.GetRequiredValue(name);
        ModelRegistry.Resolve(model);
        using var engine = new EngineThread();
        var profile = engine.Run(() => ModelProfile.Of(model, options, imageSize, arguments.GetRequiredValue(batch)));
        var layers = arguments.GetValue(depth) is >= 1 and var parts ? profile.Summarize(parts) : profile.Layers;
        if (arguments.GetValue(json))
        {
            context.Terminal.WriteLine(JsonText.Of(ToJson(profile, layers)));
            return ExitCode.Success;
        }

        context.Terminal.Output.Write(ToTable(layers));
        foreach (var line in Summary(profile))
            context.Terminal.WriteLine(line);
        return ExitCode.Success;
    }

    private static void Within(Option<int> option, int low, int high) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && (value < low || value > high))
            result.AddError($"'{option.Name}' is a number from {low} to {high}.");
    });

    private static Size2 ReadSize(string text)
    {
        var sides = text.Split('x');
        var numbers = sides.Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 16384 ? number : 0).ToList();
        return numbers switch
        {
            [> 0 and var side] => side,
            [> 0 and var height, > 0 and var width] => (height, width),
            _ => throw FoldlineException.User("FL8003", $"'--size' is '{text}'; expected is a number of pixels such as 224, or HEIGHTxWIDTH. See: ./foldline model --help", null, ("option", "--size")),
        };
    }

    private static Table ToTable(IEnumerable<LayerProfile> layers)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("layer", "operator", "output")
            .AddColumn("parameters", column => column.RightAligned()).AddColumn("multiply-adds", column => column.RightAligned());
        foreach (var layer in layers)
        {
            table.AddRow(
                new Text(layer.Name),
                new Text(layer.Operator),
                new Text(string.Join(" × ", layer.Output.Skip(1))),
                new Text(Count(layer.Parameters)),
                new Text(Count(layer.MultiplyAdds)));
        }

        return table;
    }

    private static string Count(long number) => number == 0 ? "" : number.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Summary(ModelProfile profile)
    {
        var memory = profile.Memory;
        yield return string.Create(CultureInfo.InvariantCulture, $"{profile.Name}, images of {string.Join(" × ", profile.Input)}");
        yield return string.Create(CultureInfo.InvariantCulture, $"parameters     {profile.Parameters:N0}");
        yield return string.Create(CultureInfo.InvariantCulture, $"multiply-adds  {profile.MultiplyAdds / Giga:0.000} G an image");
        yield return string.Create(CultureInfo.InvariantCulture, $"memory         weights {memory.Weights / Mega:N1} MB; a batch of {profile.Batch} in single precision: prediction {(memory.Weights + memory.Inference) / Mega:N1} MB,");
        yield return string.Create(CultureInfo.InvariantCulture, $"               training with Adam {memory.Training / Mega:N1} MB, of which activations {memory.Activations / Mega:N1} MB");
    }

    private static JsonObject ToJson(ModelProfile profile, IEnumerable<LayerProfile> layers) => new()
    {
        ["name"] = profile.Name,
        ["input_size"] = new JsonArray([.. profile.Input.Select(item => (JsonNode)item)]),
        ["parameters"] = profile.Parameters,
        ["multiply_adds"] = profile.MultiplyAdds,
        ["memory"] = new JsonObject
        {
            ["batch"] = profile.Batch,
            ["weights"] = profile.Memory.Weights,
            ["prediction"] = profile.Memory.Weights + profile.Memory.Inference,
            ["activations"] = profile.Memory.Activations,
            ["training_adam"] = profile.Memory.Training,
        },
        ["layers"] = new JsonArray([.. layers.Select(layer => new JsonObject
        {
            ["name"] = layer.Name,
            ["operator"] = layer.Operator,
            ["output"] = new JsonArray([.. layer.Output.Select(item => (JsonNode)item)]),
            ["parameters"] = layer.Parameters,
            ["multiply_adds"] = layer.MultiplyAdds,
        })]),
    };
}
