using System.Text.Json;
using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Torch;

namespace Foldline.Tests.Models.Segmentation;

/// <summary>
/// Compares networks with those of segmentation_models_pytorch: names, shapes, parameters and, with weights filled by a fixed rule,
/// the encoder's maps and the outputs.
/// </summary>
internal static class SegmentationOracle
{
    private const double Relative = 1e-4;
    private const double Absolute = 1e-5;
    private const double RoundingLimit = 2e-5;
    private const string Folder = "models/smp";

    /// <summary>File below the oracles' folder, number of the record in it and its description, of all records or of those that stand for the others.</summary>
    public static TheoryData<string, int, string> Records(bool isRepresentative)
    {
        var data = new TheoryData<string, int, string>();
        foreach (var file in Files())
        {
            var records = All(file).ToList();
            for (var i = 0; i < records.Count; i++)
            {
                if (SegmentationRepresentatives.Contains(Describe(records[i])) == isRepresentative)
                    data.Add(file, i, Describe(records[i]));
            }
        }

        return data;
    }

    public static void Check(string file, int index, string description)
    {
        var record = All(file)[index];
        Assert.Equal(description, Describe(record));
        var live = Tensor.Live;
        using (var model = SegmentationRegistry.Create(Text(record, "arch"), Text(record, "encoder"), RecordedOptions.Read(record)))
        {
            model.Eval();
            CheckState(record, model);
            if (record.TryGetProperty("output", out var output) && output.ValueKind == JsonValueKind.Object)
                CheckOutputs(record, model);
        }

        Assert.Equal(live, Tensor.Live);
    }

    private static IReadOnlyList<JsonElement> All(string file) => [.. Oracle.ReadJson(file).GetProperty("records").EnumerateArray()];

    private static IEnumerable<string> Files() => Oracle.Files(Folder, "*.json*").Select(path => Path.GetRelativePath(Oracle.Folder, path).Split('.')[0]);

    private static string Text(JsonElement record, string name) => record.GetProperty(name).GetString()!;

    private static string Describe(JsonElement record) =>
        string.Join(' ', [Text(record, "arch"), Text(record, "encoder"), .. record.GetProperty("options").EnumerateObject().Select(option => $"{option.Name}={option.Value}")]);

    private static void CheckState(JsonElement record, SegmentationModel model)
    {
        var expected = record.GetProperty("state").EnumerateArray().Select(item => $"{item[0].GetString()} [{string.Join(", ", item[1].EnumerateArray())}]");
        Assert.Equal(expected, model.StateDict().Select(item => $"{item.Key} [{string.Join(", ", item.Value.Shape.ToArray())}]"));
        Assert.Equal(record.GetProperty("params").GetInt64(), model.CountParameters());
        Assert.Equal(record.GetProperty("encoder_out_channels").Integers(), model.Encoder.OutChannels);
    }

    private static void CheckOutputs(JsonElement record, SegmentationModel model)
    {
        using var inference = GradMode.NoGrad();
        using var scope = new TensorScope();
        var rounding = record.TryGetProperty("f32_error", out var error) ? error.GetDouble() : 0;
        var images = DeterministicFill.Input([.. record.GetProperty("input_shape").EnumerateArray().Select(size => size.GetInt64())]);
        DeterministicFill.Fill(model);
        var features = model.Encoder.ForwardFeatures(images);
        var expected = record.GetProperty("encoder_features").EnumerateArray().ToList();
        Assert.Equal(expected.Count, features.Count);
        for (var i = 0; i < expected.Count; i++)
            CheckSummary(expected[i], features[i], rounding, $"map {i}");

        var (masks, labels) = model.ForwardWithLabels(images);
        CheckSummary(record.GetProperty("output"), masks, rounding, "masks");
        using var again = model.Forward(images);
        Assert.Equal(masks.ToArray<float>(), again.ToArray<float>());
        var hasLabels = record.TryGetProperty("label_output", out var expectedLabels) && expectedLabels.ValueKind != JsonValueKind.Null;
        Assert.Equal(hasLabels, labels is not null);
        if (!hasLabels)
            return;
        if (expectedLabels.ValueKind == JsonValueKind.Object)
            CheckSummary(expectedLabels, labels!, rounding, "labels");
        else
            CheckNumbers(expectedLabels.Numbers(), labels!.ToArray<float>(), rounding, "labels");
    }

    private static void CheckSummary(JsonElement expected, Tensor found, double rounding, string what)
    {
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(item => item.GetInt64()), found.Shape.ToArray());
        if (found.Count == 0)
            return;
        var values = found.ToArray<float>();
        var mean = values.Average(value => (double)value);
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        double[] statistics = [expected.GetProperty("mean").GetDouble(), expected.GetProperty("std").GetDouble()];
        CheckNumbers(statistics, [(float)mean, (float)deviation], rounding, what);
        var scale = Math.Max(Math.Abs(statistics[0]), statistics[1]);
        if (expected.TryGetProperty("min", out var min))
            CheckNumbers([min.GetDouble(), expected.GetProperty("max").GetDouble()], [values.Min(), values.Max()], rounding, what, scale);
        var first = expected.GetProperty("first").Numbers();
        CheckNumbers(first, values[..first.Length], rounding, what, scale);
        if (!expected.TryGetProperty("strided", out var strided))
            return;
        var stride = expected.GetProperty("stride").GetInt32();
        var wanted = strided.Numbers();
        CheckNumbers(wanted, [.. wanted.Select((_, i) => values[i * stride])], rounding, what, scale);
    }

    private static void CheckNumbers(double[] expected, float[] found, double rounding, string what, double scale = 0)
    {
        Assert.Equal(expected.Length, found.Length);
        scale = Math.Max(scale, expected.Max(Math.Abs));
        var tolerance = rounding > RoundingLimit ? 10 * rounding * scale : (Relative * scale) + Absolute;
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{what} [{i}]: expected {expected[i]:g9}, found {found[i]:g9}, allowed {tolerance:g3}");
    }
}
