using System.Globalization;
using System.Text.Json;
using Foldline.Torch;

namespace Foldline.Tests.Torch;

/// <summary>Random numbers of the CPU generator after seeding, against those of PyTorch.</summary>
[Trait("kind", "oracle")]
public sealed class GeneratorOracleTests : TensorTest
{
    private const string File = "numeric/init";

    public static TheoryData<string> Ids => Oracle.Ids(File, "generator");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_DrawsPyTorchsNumbers(string id)
    {
        var item = Oracle.Case(File, id);
        using var generator = new TorchGenerator(item.GetProperty("seed").GetUInt64());
        foreach (var entry in item.EnumerateObject().Where(entry => entry.Name is not ("id" or "kind" or "seed")))
        {
            using var scope = new TensorScope();
            generator.Seed(item.GetProperty("seed").GetUInt64());
            Check(entry, generator);
        }
    }

    private static void Check(JsonProperty entry, TorchGenerator generator)
    {
        var words = entry.Name.Split('_');
        // Draws of 16 or more normal values in single precision depend on the vector unit; dropout uses the default generator.
        var tolerance = entry.Name.StartsWith("randn", StringComparison.Ordinal) || entry.Name.StartsWith("normal_0", StringComparison.Ordinal) ? 1e-6 : 0;
        switch (words[0])
        {
            case "rand" or "randn" when words[1] is "twice" or "3":
                CheckConsecutive(entry, generator);
                break;
            case "rand" or "randn":
                CheckEnds(entry.Value, Draw(words[0], [.. words[1].Split('x').Select(Integer)], words[2], generator), tolerance);
                break;
            case "randperm":
                CheckEnds(entry.Value, Aten.Randperm(Integer(words[1]), generator), 0);
                break;
            case "initial":
                Assert.Equal(entry.Value.GetUInt64(), generator.InitialSeed);
                break;
            default:
                CheckEnds(entry.Value, DrawOther(entry.Name, words, generator), tolerance);
                break;
        }
    }

    private static Tensor DrawOther(string name, string[] words, TorchGenerator generator) => words[0] switch
    {
        "randint" => Aten.Empty([10], dtype: DType.Int64).RandomInPlace(Integer(words[1]), Integer(words[2]), generator),
        "bernoulli" => Aten.Empty([20]).BernoulliInPlace(Number(words[1]), generator),
        "dropout" => DropOnes(Number(words[1]), generator),
        "uniform" => Aten.Empty([5]).UniformInPlace(Number(words[1]), Number(words[2]), generator),
        "normal" => Aten.Empty([Integer(words[4])]).NormalInPlace(Number(words[1]), Number(words[2]), generator),
        "exponential" => Aten.Empty([5]).ExponentialInPlace(1, generator),
        "multinomial" => Tensor.FromArray([0.1f, 0.2f, 0.3f, 0.4f]).Multinomial(8, replacement: true, generator: generator),
        "trunc" => Foldline.Torch.Nn.Init.TruncatedNormal(Aten.Empty([8]), generator, 0, Number(words[2])),
        "generator" => Draw("rand", [3], "float32", generator),
        _ => throw new InvalidOperationException($"Unknown draw '{name}'."),
    };

    // Dropout takes no generator: the default one is put into the same state and back.
    private static Tensor DropOnes(double p, TorchGenerator generator)
    {
        using var standard = TorchGenerator.Default(Device.Cpu);
        var kept = standard.GetState();
        standard.SetState(generator.GetState());
        var result = Aten.Ones([20]).Dropout(p, train: true);
        standard.SetState(kept);
        return result;
    }

    private static void CheckConsecutive(JsonProperty entry, TorchGenerator generator)
    {
        var words = entry.Name.Split('_');
        (string Kind, string DType)[] draws = words[1] == "twice"
            ? [(words[0], words[3]), (words[0], words[3])]
            : [(words[0], words[2]), (words[4], words[6])];
        for (var i = 0; i < draws.Length; i++)
            CheckEnds(entry.Value[i], Draw(draws[i].Kind, [3], draws[i].DType, generator), 0);
    }

    private static Tensor Draw(string kind, long[] shape, string dtype, TorchGenerator generator)
    {
        var tensor = Aten.Empty(shape, dtype: dtype == "float64" ? DType.Float64 : DType.Float32);
        return kind == "rand" ? tensor.UniformInPlace(0, 1, generator) : tensor.NormalInPlace(0, 1, generator);
    }

    // Either all values, or the first and the last of them.
    private static void CheckEnds(JsonElement expected, Tensor actual, double tolerance)
    {
        var values = actual.ToArray<double>();
        var isSingle = actual.DType == DType.Float32;
        if (expected.ValueKind == JsonValueKind.Object)
        {
            var last = expected.GetProperty("last").Numbers();
            Same(last, values[^last.Length..], isSingle, tolerance);
            expected = expected.GetProperty("first");
        }

        var first = expected.Numbers();
        Same(first, values[..first.Length], isSingle, tolerance);
    }

    private static void Same(double[] expected, double[] actual, bool isSingle, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(isSingle ? (float)expected[i] : expected[i], actual[i], tolerance);
    }

    private static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
