using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>One reference case of a transform: its explicit parameters and arrays.</summary>
internal sealed class OracleCase(JsonElement item)
{
    private static readonly string[] Borders = ["constant", "replicate", "reflect", "wrap", "reflect_101"];

    public string Id { get; } = item.GetProperty("id").GetString()!;

    public string Kind { get; } = item.GetProperty("transform").GetString()!;

    public JsonElement Json => item;

    public JsonElement Parameters => item.GetProperty("params");

    public Dictionary<string, NpyArray> Arrays { get; } =
        NpzFile.Read(FileOf(item));

    /// <summary>The mask that goes in, to be transformed or looked at, if any.</summary>
    public NpyArray? Mask => Arrays.GetValueOrDefault("mask") ?? Arrays.GetValueOrDefault("p_mask");

    /// <summary>Size of the image that goes in.</summary>
    public ImageSize Size => new(Arrays["image"].Shape[0], Arrays["image"].Shape[1]);

    public double Number(string key) => Parameters.GetProperty(key).Number();

    public int Integer(string key) => checked((int)Number(key));

    /// <summary>A number, or nothing.</summary>
    public double? Maybe(string key) => Values(key) is [var value] ? value : null;

    /// <summary>An integer or a list of them.</summary>
    public ImmutableArray<int> Integers(string key) => [.. Parameters.GetProperty(key).Integers()];

    /// <summary>A parameter that is an array, as numbers.</summary>
    public ImmutableArray<double> Field(string name)
    {
        var array = Arrays[name];
        return array.Type == "i8" ? [.. array.As<long>().Select(value => (double)value)] : [.. array.As<double>()];
    }

    public bool Flag(string key) => Parameters.TryGetProperty(key, out var value) && value.GetBoolean();

    public string Word(string key) => Parameters.GetProperty(key).GetString()!;

    public Interpolation Interpolation(string key = "interpolation") => Enum.Parse<Interpolation>(Word(key), ignoreCase: true);

    public WarpOptions Warp(string border = "border_mode", string fill = "value") => new()
    {
        Interpolation = Parameters.TryGetProperty("interpolation", out _) ? Interpolation() : default,
        Border = BorderOf(Word(border)),
        Fill = Values(fill),
    };

    /// <summary>A number, a list of numbers, or nothing.</summary>
    public ImmutableArray<double> Values(string key) => !Parameters.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null
        ? []
        : [.. value.Numbers()];

    public static BorderMode BorderOf(string name) => (BorderMode)Array.IndexOf(Borders, name);

    private static string FileOf(JsonElement item) => Path.Combine(Oracle.Folder, "imaging", "transforms", item.GetProperty("file").GetString()!);
}
