using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Pipelines.Machine;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Bundles;

/// <summary>The file <c>bundle.json</c>: what a bundle holds and how its images are prepared.</summary>
internal sealed record BundleManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "bundle.json";

    private const int Format = 1;

    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of <c>recipe.yaml</c>, hexadecimal.</summary>
    public required string RecipeDigest { get; init; }

    /// <summary>Names of the classes in the order of the network's outputs.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>What the network's input is like.</summary>
    public required InputFile Input { get; init; }

    /// <summary>The weights, one file a fold, in the order of the folds.</summary>
    public required ImmutableArray<BundleWeights> Weights { get; init; }

    /// <summary>Reads the file.</summary>
    /// <param name="folder">Folder of the bundle.</param>
    /// <exception cref="FoldlineException">FL6520: there is none, or it is damaged. FL6522: of a later format.</exception>
    public static BundleManifest Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return root.GetProperty("format").GetInt32() is var format && format != Format
                ? throw FoldlineException.User("FL6522", $"The bundle '{path}' has the format {format}; this Foldline reads format {Format}. Use a Foldline as new as the one that made it.", null, ("found", $"{format}"))
                : Read(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw FoldlineException.User("FL6520", $"'{folder}' is no bundle, or a damaged one: {e.Message} './foldline bundle RUN' makes one.", e, ("file", path));
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="folder">Folder of the bundle.</param>
    /// <param name="versions">What the bundle was made with.</param>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public void Save(string folder, IEnumerable<MachineFact> versions) => JsonFile.Write(Path.Combine(folder, FileName), json =>
    {
        json.WriteNumber("format", Format);
        json.WriteString("run", Run);
        json.WriteString("recipe", Recipe);
        json.WriteString("recipe_sha256", RecipeDigest);
        json.WriteStartObject("versions");
        foreach (var fact in versions)
            json.WriteString($"{fact.Group} {fact.Name}", fact.Value);
        json.WriteEndObject();
        json.WriteStartArray("classes");
        foreach (var name in Classes)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartObject("input");
        Input.WriteTo(json);
        json.WriteEndObject();
        json.WriteStartArray("weights");
        foreach (var weights in Weights)
        {
            json.WriteStartObject();
            json.WriteNumber("fold", weights.Fold);
            json.WriteNumber("epoch", weights.Epoch);
            json.WriteString("file", weights.File);
            json.WriteString("sha256", weights.Digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static BundleManifest Read(JsonElement root) => new()
    {
        Run = root.GetProperty("run").GetString()!,
        Recipe = root.GetProperty("recipe").GetString()!,
        RecipeDigest = root.GetProperty("recipe_sha256").GetString()!,
        Classes = [.. root.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!)],
        Input = InputFile.Read(root.GetProperty("input")),
        Weights =
        [
            .. root.GetProperty("weights").EnumerateArray().Select(weights => new BundleWeights(
                weights.GetProperty("fold").GetInt32(),
                weights.GetProperty("epoch").GetInt32(),
                Path.GetFileName(weights.GetProperty("file").GetString()!),
                weights.GetProperty("sha256").GetString()!)),
        ],
    };
}
