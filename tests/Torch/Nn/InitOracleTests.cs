using System.Text.Json;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Torch.Nn;

/// <summary>Initial values of layers and initialisation functions, against those of PyTorch 1.13 with the same seed.</summary>
[Trait("kind", "oracle")]
public sealed class InitOracleTests : TensorTest
{
    private const string File = "numeric/init";

    // Kinds tested elsewhere.
    private static readonly string[] Elsewhere = ["generator"];

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Where(item => !Elsewhere.Contains(item.GetProperty("kind").GetString()))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_AgreesWithPyTorch(string id)
    {
        var item = Oracle.Case(File, id);
        using var generator = new TorchGenerator(item.GetProperty("seed").GetUInt64());
        switch (item.GetProperty("kind").GetString())
        {
            case "layer_default" or "sequential_default":
                CheckLayer(item, generator);
                break;
            case "init_function":
                CheckFunction(item, generator);
                break;
            default:
                Assert.Fail($"Unknown kind of case '{id}'.");
                break;
        }
    }

    private static void CheckLayer(JsonElement item, TorchGenerator generator)
    {
        using var layer = PrintedLayer.Build(item.GetProperty("layer").GetString()!);
        layer.Initialize(generator);
        var state = layer.StateDict();
        var normal = item.GetProperty("layer").GetString()!.StartsWith("Embedding", StringComparison.Ordinal);

        Assert.Equal(item.GetProperty("tensors").EnumerateObject().Select(entry => entry.Name), state.Keys);
        foreach (var entry in item.GetProperty("tensors").EnumerateObject())
            CheckTensor(entry.Value, state[entry.Name], normal ? 1e-6 : 0);
        if (item.TryGetProperty("next_rand", out var next))
            Assert.Equal(next.Numbers().Select(value => (float)value), Aten.Empty([2]).UniformInPlace(0, 1, generator).ToArray<float>());
    }

    private static void CheckFunction(JsonElement item, TorchGenerator generator)
    {
        var function = item.GetProperty("function").GetString()!;
        var tensor = Aten.Empty(item.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray());
        _ = function switch
        {
            "xavier_uniform" => Init.XavierUniform(tensor, generator),
            "xavier_normal" => Init.XavierNormal(tensor, generator),
            "kaiming_uniform" => Init.KaimingUniform(tensor, generator),
            "kaiming_normal" => Init.KaimingNormal(tensor, generator),
            "kaiming_normal_fan_out_relu" => Init.KaimingNormal(tensor, generator, fanOut: true),
            "kaiming_uniform_leaky_sqrt5" => Init.KaimingUniform(tensor, generator, slope: Math.Sqrt(5)),
            "orthogonal" => Init.Orthogonal(tensor, generator),
            "normal_std_0.02" => Init.Normal(tensor, generator, 0, 0.02),
            "uniform" => Init.Uniform(tensor, generator),
            "trunc_normal_0.02" => Init.TruncatedNormal(tensor, generator, 0, 0.02),
            "dirac" => Init.Dirac(tensor),
            "zeros" => Init.Constant(tensor, 0),
            _ => throw new InvalidOperationException($"Unknown function '{function}'."),
        };
        var tolerance = function == "orthogonal" ? 1e-5 : function.Contains("normal", StringComparison.Ordinal) ? 1e-6 : 0;
        CheckValues(item, tensor, tolerance);
    }

    private static void CheckTensor(JsonElement expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape(), actual.Shape.ToArray());
        CheckValues(expected, actual, tolerance);
        if (expected.TryGetProperty("abs_max", out var largest))
            Assert.Equal(largest.GetDouble(), actual.ToArray<double>().Max(Math.Abs), tolerance);
    }

    private static void CheckValues(JsonElement expected, Tensor actual, double tolerance)
    {
        var values = actual.ToArray<double>();
        var first = expected.GetProperty("first").Numbers();
        for (var i = 0; i < first.Length; i++)
            Assert.Equal((float)first[i], values[i], tolerance);
        if (expected.TryGetProperty("sum_float64", out var sum))
            Assert.Equal(sum.GetDouble(), values.Sum(), Math.Max(1e-9, tolerance * values.Length));
    }
}
