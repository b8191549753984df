using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Pipelines.Runs;

/// <summary>
/// The file <c>input.json</c>: what the network of a run gets. It keeps sizes that came from the images and pixel statistics that came from
/// pretrained weights, so that neither is needed to predict with the run or to export it.
/// </summary>
/// <param name="Channels">Channels of the images.</param>
/// <param name="Height">Height of the images.</param>
/// <param name="Width">Width of the images.</param>
/// <param name="Normalization">How pixels are scaled.</param>
internal sealed record InputFile(int Channels, int Height, int Width, PixelNormalization Normalization)
{
    private const double FullBrightness = 255;

    /// <summary>Means of pixels in 0…1, one a channel.</summary>
    public IReadOnlyList<double> Mean => PerChannel(Normalization.Mean, Normalization.MaxPixelValue is { } max ? max / FullBrightness : 1);

    /// <summary>Standard deviations of pixels in 0…1, one a channel.</summary>
    public IReadOnlyList<double> Std => PerChannel(Normalization.Std, Normalization.MaxPixelValue is { } max ? max / FullBrightness : 1);

    /// <summary>Writes the file.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, json =>
    {
        json.WriteNumber("channels", Channels);
        json.WriteNumber("height", Height);
        json.WriteNumber("width", Width);
        Write(json, "mean", Normalization.Mean);
        Write(json, "std", Normalization.Std);
        if (Normalization.MaxPixelValue is { } max)
            json.WriteNumber("max_pixel_value", max);
    });

    /// <summary>Reads the file; null when there is none, as in runs of earlier versions.</summary>
    /// <param name="path">The file.</param>
    public static InputFile? Load(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            double? max = root.TryGetProperty("max_pixel_value", out var value) ? value.GetDouble() : null;
            return new InputFile(
                root.GetProperty("channels").GetInt32(),
                root.GetProperty("height").GetInt32(),
                root.GetProperty("width").GetInt32(),
                new PixelNormalization(Numbers(root, "mean"), Numbers(root, "std"), max));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw FoldlineException.User("FL2238", $"'{path}' is damaged: {e.Message} Restore it from a copy of the run.", e, ("file", path));
        }
    }

    private double[] PerChannel(IReadOnlyList<double> numbers, double factor) =>
        [.. Enumerable.Range(0, Channels).Select(channel => numbers[numbers.Count == 1 ? 0 : channel] * factor)];

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static System.Collections.Immutable.ImmutableArray<double> Numbers(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
