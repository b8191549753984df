using System.Text.Json;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Averaging;

namespace Foldline.Tests.Training.Averaging;

/// <summary>timm's two averages over a parameter, a running mean and a counter.</summary>
[Trait("kind", "oracle")]
public sealed class ModelEmaOracleTests
{
    private const string File = "numeric/optimizers";

    public static TheoryData<string> Ids => [.. Oracle.Ids(File, "timm_ModelEmaV2"), .. Oracle.Ids(File, "timm_ModelEmaV3")];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Update_EqualsTimm(string id)
    {
        var before = Tensor.Live;
        var item = Oracle.Case(File, id);
        var options = Options(item);
        if (item.TryGetProperty("decay_used", out var decays))
            Assert.All(decays.Numbers().Index(), decay => Assert.Equal(decay.Item, options.DecayAt(decay.Index + 1), 1e-15));
        Check(item, options, DType.Float64, 1e-12, 0);
        Check(item, options, DType.Float32, 1e-5, 1e-6);
        Assert.Equal(before, Tensor.Live);
    }

    [Theory]
    [InlineData(AverageKind.Standard)]
    [InlineData(AverageKind.TimmV2)]
    [InlineData(AverageKind.TimmV3)]
    public void Load_ContinuesWithTheSameValues(AverageKind kind)
    {
        using var scope = new TensorScope();
        var values = Oracle.Case(File, Oracle.Ids(File, "timm_ModelEmaV3").First().Data).GetProperty("values");
        var options = new AverageOptions { Kind = kind, Decay = 0.9, UpdateAfter = 1, WarmsUp = true };
        using var model = new Normalized(values[0], DType.Float32);
        using var whole = new ExponentialMovingAverage(model, options);
        foreach (var step in Enumerable.Range(1, 3))
        {
            model.Set(values[step]);
            whole.Update();
        }

        using var resumed = new ExponentialMovingAverage(model, options);
        resumed.Load(whole.Shadows, whole.Updates);
        model.Set(values[4]);
        whole.Update();
        resumed.Update();

        Assert.Equal(kind == AverageKind.TimmV2, whole.Shadows.ContainsKey("num_batches_tracked"));
        Assert.All(whole.Shadows, entry => Assert.Equal(entry.Value.ToArray<double>(), resumed.Shadows[entry.Key].ToArray<double>()));
    }

    private static AverageOptions Options(JsonElement item)
    {
        if (item.GetProperty("kind").GetString() == "timm_ModelEmaV2")
            return new AverageOptions { Kind = AverageKind.TimmV2, Decay = item.GetProperty("decay").GetDouble() };
        var parameters = item.GetProperty("params");
        double Number(string key, double fallback) => parameters.TryGetProperty(key, out var value) ? value.GetDouble() : fallback;
        bool Flag(string key) => parameters.TryGetProperty(key, out var value) && value.GetBoolean();
        var options = new AverageOptions { Decay = Number("decay", 0.9999), ExcludesBuffers = Flag("exclude_buffers") };
        // Without step numbers timm's decay is the same from the first update on.
        return item.GetProperty("step_passed").ValueKind == JsonValueKind.Null
            ? options with { IsDynamic = false }
            : options with
            {
                Kind = AverageKind.TimmV3,
                UpdateAfter = (long)Number("update_after_step", 0),
                WarmsUp = Flag("use_warmup"),
                Gamma = Number("warmup_gamma", 1),
                Power = Number("warmup_power", 2.0 / 3),
                LeastDecay = Number("min_decay", 0),
            };
    }

    private static void Check(JsonElement item, AverageOptions options, DType type, double relative, double absolute)
    {
        var values = item.GetProperty("values");
        var trace = item.GetProperty(type == DType.Float64 ? "float64" : "float32");
        using var scope = new TensorScope();
        using var model = new Normalized(values[0], type);
        using var average = new ExponentialMovingAverage(model, options);
        Assert.Equal(values.GetArrayLength(), trace.GetArrayLength() + 1);
        for (var step = 0; step < trace.GetArrayLength(); step++)
        {
            model.Set(values[step + 1]);
            average.Update();
            var state = average.StateDict(model);
            AssertClose(trace[step].GetProperty("w").Numbers(), state["w"].ToArray<double>(), relative, absolute);
            AssertClose(trace[step].GetProperty("running_mean").Numbers(), state["running_mean"].ToArray<double>(), relative, absolute);
            Assert.Equal(trace[step].GetProperty("num_batches_tracked").GetInt64(), state["num_batches_tracked"].Item<long>());
        }

        average.Assign();
        average.Resume();
        Assert.Equal(values[trace.GetArrayLength()].GetProperty("num_batches_tracked").GetInt64(), model.StateDict()["num_batches_tracked"].Item<long>());
    }

    private static void AssertClose(double[] expected, double[] actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= (relative * Math.Abs(expected[i])) + absolute, $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
    }

    private sealed class Normalized : Module
    {
        private readonly Tensor weight;
        private readonly Tensor mean;
        private readonly Tensor count;

        public Normalized(JsonElement start, DType type)
        {
            weight = Parameter("w", Tensor.FromArray(start.GetProperty("w").Numbers()).To(type));
            mean = Buffer("running_mean", Tensor.FromArray(start.GetProperty("running_mean").Numbers()).To(type));
            count = Buffer("num_batches_tracked", Aten.Zeros([], dtype: DType.Int64));
            Set(start);
        }

        public void Set(JsonElement values)
        {
            using var noGrad = GradMode.NoGrad();
            weight.CopyInPlace(Tensor.FromArray(values.GetProperty("w").Numbers()));
            mean.CopyInPlace(Tensor.FromArray(values.GetProperty("running_mean").Numbers()));
            count.FillInPlace(values.GetProperty("num_batches_tracked").GetInt64());
        }
    }
}
