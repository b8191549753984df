using System.Text.Json;

namespace Foldline.Pipelines.Runs;

/// <summary>Reads <c>metrics.json</c> as <see cref="RunMetrics"/> wrote it.</summary>
public static class RunMetricsReader
{
    private static readonly string[] OtherKeys = ["fold", "samples", "epoch", "without_tta", "per_class"];

    /// <summary>Reads the file.</summary>
    /// <param name="path">A run's <c>metrics.json</c>.</param>
    /// <returns>The metrics without values by class; null when there is no such file or it is damaged.</returns>
    public static RunMetrics? TryLoad(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static RunMetrics Read(JsonElement root)
    {
        var whole = root.GetProperty("oof");
        string[] names = [.. whole.EnumerateObject().Select(property => property.Name).Except(OtherKeys)];
        return new RunMetrics
        {
            Names = names,
            OutOfFold = Values(whole, names),
            Samples = whole.GetProperty("samples").GetInt32(),
            Folds =
            [
                .. root.GetProperty("folds").EnumerateArray().Select(fold =>
                    new FoldScore(fold.GetProperty("fold").GetInt32(), fold.GetProperty("samples").GetInt32(), fold.GetProperty("epoch").GetInt32(), Values(fold, names))),
            ],
            Times = [.. root.GetProperty("seconds").EnumerateObject().Select(stage => (stage.Name, stage.Value.GetDouble()))],
        };
    }

    private static double[] Values(JsonElement element, string[] names) =>
        [.. names.Select(name => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN)];
}
