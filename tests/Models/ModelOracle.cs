using System.Text.Json;
using Foldline.Models;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Models;

/// <summary>Compares models with timm's: names, shapes, parameters and, with weights filled by a fixed rule, outputs.</summary>
internal static class ModelOracle
{
    private const double Relative = 1e-4;
    private const double Absolute = 1e-5;
    private const double RoundingLimit = 2e-5;

    // timm keeps biases that it has looked up while it evaluates: those of the reference are of the gain that was tried before the recorded one.
    private const double EarlierGain = 0.875;

    // Families that are used less: welcome, not required.
    private const string Welcome = "models/timm-extra";

    private static readonly string[] Folders = ["models/timm", Welcome];

    /// <summary>Family file below the oracles' folder, model name and input channels of all records, or of those that stand for the others.</summary>
    public static TheoryData<string, string, int> Records(bool isRepresentative)
    {
        var data = new TheoryData<string, string, int>();
        foreach (var family in Files())
        {
            var records = All(family).ToList();
            var chosen = Representatives.Of(Path.GetFileName(family)) ?? [NameOf(records.MinBy(record => record.GetProperty("params").GetInt64()))];
            foreach (var record in records)
            {
                var (name, channels) = (NameOf(record), record.GetProperty("in_chans").GetInt32());
                if ((channels == 3 && chosen.Contains(name)) == isRepresentative)
                    data.Add(family, name, channels);
            }
        }

        return data;
    }

    public static void Check(string family, string name, int channels)
    {
        SkipWhereNotBuilt(family, name);
        var record = All(family).Single(item => NameOf(item) == name && item.GetProperty("in_chans").GetInt32() == channels);
        var live = Tensor.Live;
        using (var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 10, InChannels = channels }))
        {
            model.Eval();
            CheckState(record, model);
            if (record.GetProperty("logits").ValueKind != JsonValueKind.Null)
                CheckOutputs(record, model);
        }

        Assert.Equal(live, Tensor.Live);
    }

    /// <summary>Fuses a model and compares its outputs with those before, relative to the largest.</summary>
    public static void CheckFused(string family, string name, int channels)
    {
        SkipWhereNotBuilt(family, name);
        var record = All(family).Single(item => NameOf(item) == name && item.GetProperty("in_chans").GetInt32() == channels);
        int[] size = record.GetProperty("input_size").Integers();
        var live = Tensor.Live;
        using (var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 10, InChannels = channels }))
        using (new TensorScope())
        {
            using var inference = GradMode.NoGrad();
            model.Eval();
            DeterministicFill.Fill(model);
            var images = DeterministicFill.Input([2, size[0], size[1], size[2]]);
            if (RoundingOf(record) > RoundingLimit)
                images = InDoublePrecision(model, images);
            Tensor[] before = [model.Forward(images), .. model.ForwardIntermediates(images)];
            var norms = model.Modules().Count(entry => entry.Value is BatchNorm2d);
            var folded = model.Fuse(new Size2(size[1], size[2]));
            Tensor[] after = [model.Forward(images), .. model.ForwardIntermediates(images)];
            // ConvMixer's norms come after activations, where nothing can be folded.
            Assert.True(norms == 0 || folded > 0 || name.StartsWith("convmixer", StringComparison.Ordinal), $"None of {norms} norms was folded.");
            foreach (var (expected, found) in before.Zip(after))
            {
                var scale = expected.Abs().Max().ToDouble();
                var difference = (expected - found).Abs().Max().ToDouble();
                Assert.True(difference <= Relative * scale, $"differs by {difference / scale:g3}");
            }
        }

        Assert.Equal(live, Tensor.Live);
    }

    public static IEnumerable<JsonElement> All(string family) => Oracle.ReadJson(family).GetProperty("records").EnumerateArray();

    private static void SkipWhereNotBuilt(string family, string name)
    {
        if (family.StartsWith(Welcome, StringComparison.Ordinal) && !ModelRegistry.Names.Contains(name))
            Assert.Skip($"The family '{Path.GetFileName(family)}' is not built.");
    }

    private static string NameOf(JsonElement record) => record.GetProperty("name").GetString()!;

    public static IEnumerable<string> Files() => Folders
        .SelectMany(folder => Oracle.Files(folder, "*.json*"))
        .Select(path => Path.GetRelativePath(Oracle.Folder, path).Split('.')[0])
        .Where(path => !Path.GetFileName(path).StartsWith('_'));

    private static void CheckState(JsonElement record, ImageModel model)
    {
        var expected = record.GetProperty("state").EnumerateArray().Select(item => $"{item[0].GetString()} [{string.Join(", ", item[1].EnumerateArray())}]");
        var state = model.StateDict();
        Assert.Equal(expected, state.Select(item => $"{item.Key} [{string.Join(", ", item.Value.Shape.ToArray())}]"));
        Assert.Equal(record.GetProperty("params").GetInt64(), model.CountParameters());
        if (!record.TryGetProperty("feature_info", out var info) || info.ValueKind == JsonValueKind.Null)
            return;
        // timm's list keeps the channels from before a network was pruned; its maps have those that are left.
        var shapes = record.TryGetProperty("intermediates", out var found) && found.GetArrayLength() == info.GetArrayLength() ? found.EnumerateArray().ToList() : null;
        var maps = info.EnumerateArray().Select((item, i) => new FeatureMap(
            shapes?[i].GetProperty("shape")[1].GetInt32() ?? item.GetProperty("channels").GetInt32(),
            item.GetProperty("reduction").GetInt32(),
            item.GetProperty("module").GetString()!));
        Assert.Equal(maps, model.FeatureMaps);
    }

    private static void CheckOutputs(JsonElement record, ImageModel model)
    {
        using var inference = GradMode.NoGrad();
        using var scope = new TensorScope();
        int[] size = record.GetProperty("input_size").Integers();
        var images = DeterministicFill.Input([2, size[0], size[1], size[2]]);
        var rounding = RoundingOf(record);

        DeterministicFill.Fill(model);
        var batch = rounding > RoundingLimit ? InDoublePrecision(model, images) : images;
        var tolerance = ToleranceFor(rounding);
        var features = model.ForwardFeatures(batch);
        CheckSummary(record, "forward_features", features, tolerance);
        CheckSummary(record, "pre_logits", model.ForwardHead(features, preLogits: true), tolerance);
        CheckNumbers(record.GetProperty("logits").Numbers(), Floats(model.Forward(batch)), tolerance, "logits");
        CheckMaps(record, model, batch, tolerance);
        if (!record.TryGetProperty("gained", out var gained))
            return;
        model.To(DType.Float32);
        var gain = gained.GetProperty("gain").GetDouble();
        DeterministicFill.Fill(model, name => name.EndsWith(".attention_biases", StringComparison.Ordinal) ? EarlierGain : gain);
        CheckNumbers(gained.GetProperty("logits").Numbers(), Floats(model.Forward(images)), ToleranceFor(gained.GetProperty("f32_error").GetDouble()), "gained logits");
    }

    // ConViT's was not measured.
    private static double RoundingOf(JsonElement record) =>
        record.TryGetProperty("f32_error", out var error) && error.ValueKind == JsonValueKind.Number ? error.GetDouble() : 0;

    private static double ToleranceFor(double rounding) => rounding > RoundingLimit ? 10 * rounding : Relative;

    // Where much cancels out, 32-bit results differ from one processor and number of threads to the next by more than the tolerance,
    // which then has to cover the reference's own rounding.
    private static Tensor InDoublePrecision(ImageModel model, Tensor images)
    {
        model.To(DType.Float64);
        return images.To(DType.Float64);
    }

    private static float[] Floats(Tensor tensor) => tensor.To(DType.Float32).ToArray<float>();

    private static void CheckMaps(JsonElement record, ImageModel model, Tensor images, double tolerance)
    {
        var maps = model.ForwardIntermediates(images);
        Assert.Equal(model.FeatureMaps.Select(map => (long)map.Channels), maps.Select(map => map.Size(1)));
        if (record.TryGetProperty("intermediates", out var expected))
        {
            // Maps that timm's list of features leaves out come first: one in TResNet, all blocks but the last three in plain transformers.
            Assert.InRange(maps.Count, 1, expected.GetArrayLength());
            foreach (var (summary, map) in expected.EnumerateArray().TakeLast(maps.Count).Zip(maps))
                CheckSummary(summary, map, tolerance, "intermediate");
        }

        if (!record.TryGetProperty("module_outputs", out var outputs))
            return;
        // Some of timm's lists have modules that its extraction of features leaves out (DLA, SelecSLS).
        foreach (var output in outputs.EnumerateArray())
        {
            var index = model.FeatureMaps.ToList().FindIndex(map => map.Module == output.GetProperty("module").GetString());
            if (index >= 0)
                CheckSummary(output, maps[index], tolerance, $"output of {model.FeatureMaps[index].Module}");
        }
    }

    private static void CheckSummary(JsonElement record, string name, Tensor found, double tolerance)
    {
        if (record.TryGetProperty(name, out var expected) && expected.ValueKind == JsonValueKind.Object)
            CheckSummary(expected, found, tolerance, name);
    }

    private static void CheckSummary(JsonElement expected, Tensor found, double tolerance, string what)
    {
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(item => item.GetInt64()), found.Shape.ToArray());
        var values = Floats(found);
        var mean = values.Average(value => (double)value);
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        double[] statistics = [expected.GetProperty("mean").GetDouble(), expected.GetProperty("std").GetDouble()];
        CheckNumbers(statistics, [(float)mean, (float)deviation], tolerance, what);
        var first = expected.GetProperty("first").Numbers();
        CheckNumbers(first, values[..first.Length], tolerance, what, Math.Max(Math.Abs(statistics[0]), statistics[1]));
    }

    private static void CheckNumbers(double[] expected, float[] found, double relative, string what, double scale = 0)
    {
        Assert.Equal(expected.Length, found.Length);
        scale = Math.Max(scale, expected.Max(Math.Abs));
        var tolerance = relative > Relative ? relative * scale : (relative * scale) + Absolute;
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{what} [{i}]: expected {expected[i]:g9}, found {found[i]:g9}, allowed {tolerance:g3}");
    }
}
