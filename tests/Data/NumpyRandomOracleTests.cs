using System.Text.Json;
using Foldline.Data.Folds;

namespace Foldline.Tests.Data;

[Trait("kind", "oracle")]
public sealed class NumpyRandomOracleTests
{
    public static TheoryData<string> Generators => Oracle.Ids(FoldCases.File, "RandomState");

    [Theory]
    [MemberData(nameof(Generators))]
    public void Draws_OfACase_AreTheSame(string id)
    {
        var item = Oracle.Case(FoldCases.File, id);
        var seed = item.GetProperty("seed").GetInt64();
        foreach (var property in item.EnumerateObject().Where(property => property.Name is not ("id" or "kind" or "seed")))
            Check(property.Name, property.Value, new NumpyRandom(seed));
    }

    private static void Check(string name, JsonElement expected, NumpyRandom random)
    {
        switch (name)
        {
            case "state_key_first":
                Assert.Equal(expected.Numbers(), random.State.Key[..expected.GetArrayLength()].ToArray().Select(word => (double)word));
                break;
            case "state_key_last":
                Assert.Equal(expected.Numbers(), random.State.Key[^expected.GetArrayLength()..].ToArray().Select(word => (double)word));
                break;
            case "state_pos":
                Assert.Equal(expected.GetInt32(), random.State.Position);
                break;
            case "randint":
                Assert.All(expected.EnumerateArray(), CheckIntegers(random));
                break;
            case "permutation":
                CheckPermutations(expected, random);
                break;
            case "permutation_strings":
                Assert.Equal(expected.EnumerateArray().Select(text => text.GetString()), random.Permutation(8).Select(i => ((char)('a' + i)).ToString()));
                break;
            case "shuffle_8_steps":
                CheckSteps(expected, random);
                break;
            case "choice_4_p":
                Assert.Equal(expected.GetProperty("values").Integers(), random.Choice(expected.GetProperty("p").Numbers(), expected.GetProperty("values").GetArrayLength()));
                break;
            default:
                Assert.Equal(expected.Numbers(), Numbers(name, expected.Numbers().Length, random));
                break;
        }
    }

    private static IEnumerable<double> Numbers(string name, int count, NumpyRandom random) => name switch
    {
        "uint32" or "raw" => Repeat(count, () => random.NextUInt32()),
        "random_sample" => Repeat(count, random.NextDouble),
        "randint_scalar_calls_0_7" => Repeat(count, () => random.NextInt64(0, 7)),
        "choice_scalar_3" => Repeat(count, () => random.Choice(3, 1)[0]),
        "choice_10_size_5" => random.Choice(10, 5).Select(i => (double)i),
        "choice_10_size_5_no_replace" => random.Choice(10, 5, replace: false).Select(i => (double)i),
        "shuffle_8" or "shuffle_12" or "shuffle_12_python_list" => random.Permutation(count).Select(i => (double)i),
        "shuffle_rows_6x3" => random.Permutation(6).SelectMany(row => new double[] { 3 * row, (3 * row) + 1, (3 * row) + 2 }),
        "after_shuffle_12_next_random_sample" => AfterShuffle(count, random),
        "standard_normal" => Repeat(count, random.NextNormal),
        "uniform_-1_1" => Repeat(count, () => random.NextUniform(-1, 1)),
        "beta_0.4_0.4" => Repeat(count, () => random.NextBeta(0.4, 0.4)),
        "beta_1_1" => Repeat(count, () => random.NextBeta(1, 1)),
        "beta_2_3" => Repeat(count, () => random.NextBeta(2, 3)),
        _ => throw new InvalidOperationException($"Unknown kind of draw '{name}'."),
    };

    private static Action<JsonElement> CheckIntegers(NumpyRandom first)
    {
        // Every entry starts from the seed again.
        var seed = first.State.Key[0];
        return draw =>
        {
            var expected = draw.GetProperty("values");
            var width = draw.GetProperty("dtype").GetString() switch
            {
                "bool" => 1,
                "int8" or "uint8" => 8,
                "int16" or "uint16" => 16,
                "int32" or "uint32" => 32,
                _ => 64,
            };
            long[] values = [.. expected.EnumerateArray().Select(value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean() ? 1L : 0) : value.GetInt64())];
            Assert.Equal(values, new NumpyRandom(seed).Integers(draw.GetProperty("low").GetInt64(), draw.GetProperty("high").GetInt64(), values.Length, width));
        };
    }

    private static void CheckPermutations(JsonElement expected, NumpyRandom first)
    {
        var seed = first.State.Key[0];
        foreach (var property in expected.EnumerateObject())
            Assert.Equal(property.Value.Integers(), new NumpyRandom(seed).Permutation(int.Parse(property.Name, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static void CheckSteps(JsonElement steps, NumpyRandom random)
    {
        foreach (var step in steps.EnumerateArray())
        {
            var drawn = step.GetProperty("drawn").EnumerateArray().Select(value => value.GetUInt32()).ToList();
            Assert.Equal(drawn, drawn.Select(_ => random.NextUInt32()));
            Assert.Equal(step.GetProperty("j").GetUInt32(), drawn[^1] & step.GetProperty("mask").GetUInt32());
        }
    }

    private static List<double> AfterShuffle(int count, NumpyRandom random)
    {
        random.Permutation(12);
        return Repeat(count, random.NextDouble);
    }

    private static List<double> Repeat(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}
