using System.Text.Json;
using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Optim;

/// <summary>Ten steps of every optimizer over two tensors, against the values that PyTorch gives.</summary>
[Trait("kind", "oracle")]
public sealed class OptimizerOracleTests
{
    private const string File = "numeric/optimizers";

    // Averages of models, which the training room tests.
    private static readonly string[] Averages = ["ema_dynamic_decay", "timm_ModelEmaV2", "timm_ModelEmaV3"];

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Where(item => !Averages.Contains(item.GetProperty("kind").GetString()))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_AgreesWithPyTorch(string id)
    {
        var item = Oracle.Case(File, id);
        var before = Tensor.Live;
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            switch (item.GetProperty("kind").GetString())
            {
                case "clip_grad_norm":
                    ClipNorm(item, dtype);
                    break;
                case "clip_grad_value":
                    ClipValue(item, dtype);
                    break;
                default:
                    Trace(item, dtype, fused: true);
                    if (HasFusedStep(item))
                        Trace(item, dtype, fused: false);
                    break;
            }
        }

        Assert.Equal(before, Tensor.Live);
    }

    private static bool HasFusedStep(JsonElement item) =>
        (item.TryGetProperty("optimizer", out var inner) ? inner : item.GetProperty("kind")).GetString() is "SGD" or "Adam" or "AdamW";

    private static void Trace(JsonElement item, DType dtype, bool fused)
    {
        var stream = Oracle.ReadJson(File).GetProperty("streams").GetProperty(item.GetProperty("stream").GetString()!);
        using var scope = new TensorScope();
        var parameters = new[] { "w", "b" }.ToDictionary(name => name, name => Leaf(stream.GetProperty(name).GetProperty("init").Numbers(), stream.GetProperty(name).Shape(), dtype));
        using var optimizer = OptimizerCases.Make(item, parameters["w"], parameters["b"], fused);
        var trace = item.GetProperty("trace").GetProperty(dtype == DType.Float64 ? "float64" : "float32");
        for (var step = 0; step < 10; step++)
        {
            foreach (var (name, parameter) in parameters)
                SetGradient(parameter, stream.GetProperty(name).GetProperty("grads")[step].Numbers());
            optimizer.Step();
            if (item.TryGetProperty("gamma", out var gamma))
                optimizer.Groups[0].LearningRate *= gamma.GetDouble();
            foreach (var (name, parameter) in parameters)
                AssertClose(trace.GetProperty(name)[step].Numbers(), parameter, dtype);
        }
    }

    private static void ClipNorm(JsonElement item, DType dtype)
    {
        using var scope = new TensorScope();
        var (w, b) = WithGradients(item, dtype);
        var expected = item.GetProperty(dtype == DType.Float64 ? "float64" : "float32");

        var norm = new GradientClipper([w, b]).ByNorm(item.GetProperty("max_norm").Number(), item.GetProperty("norm_type").Number());

        Assert.Equal(expected.GetProperty("total_norm").Number(), norm, dtype == DType.Float64 ? 1e-12 : 1e-5);
        AssertClose(expected.GetProperty("clipped").GetProperty("w").Numbers(), w.Grad!, dtype);
        AssertClose(expected.GetProperty("clipped").GetProperty("b").Numbers(), b.Grad!, dtype);
    }

    private static void ClipValue(JsonElement item, DType dtype)
    {
        using var scope = new TensorScope();
        var (w, b) = WithGradients(item, dtype);

        new GradientClipper([w, b]).ByValue(item.GetProperty("clip_value").Number());

        AssertClose(item.GetProperty("clipped").GetProperty("w").Numbers(), w.Grad!, dtype);
        AssertClose(item.GetProperty("clipped").GetProperty("b").Numbers(), b.Grad!, dtype);
    }

    private static (Tensor W, Tensor B) WithGradients(JsonElement item, DType dtype)
    {
        var grads = item.GetProperty("grads");
        var w = Leaf(new double[6], [2, 3], dtype);
        var b = Leaf(new double[4], [4], dtype);
        SetGradient(w, grads.GetProperty("w").Numbers());
        SetGradient(b, grads.GetProperty("b").Numbers());
        return (w, b);
    }

    private static Tensor Leaf(double[] values, long[] shape, DType dtype)
    {
        var leaf = Tensor.FromArray(values, shape).To(dtype);
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static void SetGradient(Tensor parameter, double[] values)
    {
        using var scope = new TensorScope();
        parameter.Grad = Tensor.FromArray(values, parameter.Shape).To(parameter.DType);
    }

    private static void AssertClose(double[] expected, Tensor actual, DType dtype)
    {
        var values = actual.ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var limit = dtype == DType.Float64 ? 1e-12 * Math.Abs(expected[i]) : (1e-5 * Math.Abs(expected[i])) + 1e-6;
            Assert.True(Math.Abs(values[i] - expected[i]) <= limit, $"[{i}]: {values[i]:R} instead of {expected[i]:R}");
        }
    }
}
