using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foldline.Models.Weights;

/// <summary>
/// What belongs to a weights file beside the weights, in the form of timm's <c>config.json</c>: a folder with <c>model.safetensors</c> and this
/// card is what <c>timm.create_model("local-dir:FOLDER")</c> and the Hugging Face hub take.
/// </summary>
public sealed record ModelCard
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Architecture, such as <c>resnet34d</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Tag of these weights; empty for none.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Number of classes; 0 without a classifier.</summary>
    public required int NumClasses { get; init; }

    /// <summary>Channels, height and width of the images.</summary>
    public required IReadOnlyList<int> InputSize { get; init; }

    /// <summary>Mean of each channel, pixels in 0…1.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation of each channel, pixels in 0…1.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>How images are resized, in the words of timm and Pillow: <c>box</c> is the mean over areas.</summary>
    public string Interpolation { get; init; } = "bilinear";

    /// <summary>Part of the resized image that the centre crop keeps.</summary>
    public double CropFraction { get; init; } = 1;

    /// <summary>Name of the first convolution, without <c>.weight</c>.</summary>
    public string? FirstConv { get; init; }

    /// <summary>Name of the classifier, without <c>.weight</c>.</summary>
    public string? Classifier { get; init; }

    /// <summary>Names of the classes; empty when unknown.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Scores of these weights by metric.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Metrics { get; init; } = [];

    /// <summary>Where they come from: recipe, hash, run, fold, epoch, file; as texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Origin { get; init; } = [];

    /// <summary>Where the card of a weights file lies: <c>config.json</c> beside a <c>model.safetensors</c>, else the file's name with <c>.json</c>.</summary>
    /// <param name="weights">Path of the weights.</param>
    public static string PathBeside(string weights) => HuggingFaceCache.FileNames.Contains(Path.GetFileName(weights))
        ? Path.Combine(Path.GetDirectoryName(weights)!, "config.json")
        : Path.ChangeExtension(weights, ".json");

    /// <summary>The card beside a weights file; null when there is none, or none of this form.</summary>
    /// <param name="weights">Path of the weights.</param>
    public static ModelCard? Beside(string weights)
    {
        var path = PathBeside(weights);
        try
        {
            return File.Exists(path) ? Read(JsonNode.Parse(File.ReadAllBytes(path))) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes the card beside a weights file.</summary>
    /// <param name="weights">Path of the weights.</param>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public void WriteBeside(string weights) => AtomicFile.WriteText(PathBeside(weights), ToJson().ToJsonString(Json) + "\n");

    private JsonObject ToJson() => new()
    {
        ["architecture"] = Architecture,
        ["num_classes"] = NumClasses,
        ["label_names"] = ClassNames.Count > 0 ? Texts(ClassNames) : null,
        ["pretrained_cfg"] = new JsonObject
        {
            ["tag"] = Tag,
            ["custom_load"] = false,
            ["input_size"] = new JsonArray([.. InputSize.Select(size => (JsonNode)size)]),
            ["interpolation"] = Interpolation,
            ["crop_pct"] = CropFraction,
            ["crop_mode"] = "center",
            ["mean"] = Numbers(Mean),
            ["std"] = Numbers(Std),
            ["num_classes"] = NumClasses,
            ["first_conv"] = FirstConv,
            ["classifier"] = Classifier,
        },
        ["metrics"] = new JsonObject(Metrics.Select(metric => KeyValuePair.Create(metric.Key, double.IsFinite(metric.Value) ? (JsonNode?)metric.Value : null))),
        ["foldline"] = new JsonObject(Origin.Select(fact => KeyValuePair.Create(fact.Key, (JsonNode?)fact.Value))),
    };

    private static ModelCard? Read(JsonNode? root)
    {
        if (root?["architecture"]?.GetValue<string>() is not { } architecture || root["pretrained_cfg"] is not JsonObject settings)
            return null;
        return new ModelCard
        {
            Architecture = architecture,
            Tag = settings["tag"]?.GetValue<string>() ?? "",
            NumClasses = root["num_classes"]?.GetValue<int>() ?? settings["num_classes"]?.GetValue<int>() ?? 0,
            InputSize = [.. settings["input_size"]!.AsArray().Select(size => size!.GetValue<int>())],
            Mean = [.. settings["mean"]!.AsArray().Select(number => number!.GetValue<double>())],
            Std = [.. settings["std"]!.AsArray().Select(number => number!.GetValue<double>())],
            Interpolation = settings["interpolation"]?.GetValue<string>() ?? "bilinear",
            CropFraction = settings["crop_pct"]?.GetValue<double>() ?? 1,
            FirstConv = settings["first_conv"] as JsonValue is { } first && first.TryGetValue<string>(out var name) ? name : null,
            Classifier = settings["classifier"] as JsonValue is { } last && last.TryGetValue<string>(out var classifier) ? classifier : null,
            ClassNames = root["label_names"] is JsonArray names ? [.. names.Select(label => label!.GetValue<string>())] : [],
        };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonArray Numbers(IEnumerable<double> numbers) => new([.. numbers.Select(number => (JsonNode)number)]);
}
