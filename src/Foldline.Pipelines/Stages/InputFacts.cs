using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Imaging;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>The file <c>input.json</c>: what the network's input is like, resolved from recipe and images.</summary>
/// <param name="Size">Height and width of the network's input.</param>
/// <param name="FileSize">Height and width of all labelled samples' images; null when they differ.</param>
/// <param name="Channels">Channels of the network's input.</param>
/// <param name="Mean">Subtracted, one for all channels or one a channel, as fractions of full brightness.</param>
/// <param name="Std">Divided by, as <paramref name="Mean"/>.</param>
internal sealed record InputFacts(ImageSize Size, ImageSize? FileSize, int Channels, ImmutableArray<double> Mean, ImmutableArray<double> Std)
{
    /// <summary>The facts of a plan.</summary>
    public static InputFacts Of(InputPlan plan, int channels) => new(plan.Size, plan.FileSize, channels, plan.Normalization.Mean, plan.Normalization.Std);

    /// <summary>Reads them from the file or from a bundle's manifest.</summary>
    /// <exception cref="KeyNotFoundException">Something is missing.</exception>
    /// <exception cref="InvalidOperationException">Something is of the wrong kind.</exception>
    public static InputFacts Read(JsonElement json) => new(
        SizeOf(json.GetProperty("size"))!.Value,
        SizeOf(json.GetProperty("files")),
        json.GetProperty("channels").GetInt32(),
        [.. json.GetProperty("mean").EnumerateArray().Select(value => value.GetDouble())],
        [.. json.GetProperty("std").EnumerateArray().Select(value => value.GetDouble())]);

    /// <summary>Writes the file.</summary>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, WriteTo);

    /// <summary>Writes the properties into an object that is open.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        Write(json, "size", [Size.Height, Size.Width]);
        if (FileSize is { } size)
            Write(json, "files", [size.Height, size.Width]);
        else
            json.WriteNull("files");
        json.WriteNumber("channels", Channels);
        Write(json, "mean", Mean);
        Write(json, "std", Std);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static ImageSize? SizeOf(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : new ImageSize(json[0].GetInt32(), json[1].GetInt32());
}
