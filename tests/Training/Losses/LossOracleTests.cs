using System.Text.Json;
using Foldline.Tests.Training.Mixing;
using Foldline.Torch;

namespace Foldline.Tests.Training.Losses;

[Trait("kind", "oracle")]
public sealed class LossOracleTests
{
    private const string File = "numeric/losses";

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Where(item => !MixingOracleTests.Kinds.Contains(item.GetProperty("kind").GetString(), StringComparer.Ordinal))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Compute_EqualsTheReference(string id)
    {
        var before = Tensor.Live;
        Check(Oracle.Case(File, id));
        Assert.Equal(before, Tensor.Live);
    }

    private static void Check(JsonElement item)
    {
        using var scope = new TensorScope();
        var values = item.GetProperty("input").Numbers();
        var shape = item.GetProperty("input").Shape();
        var target = Target(item);

        var input = Tensor.FromArray(values, shape);
        input.RequiresGrad = true;
        var value = LossCases.Compute(item, input, target);
        Equal(item.GetProperty("value").Numbers(), value.ToArray<double>(), 1e-12, 0);
        value.Sum().Backward();
        Equal(item.GetProperty("grad").Numbers(), input.Grad!.ToArray<double>(), 1e-12, 1e-15);

        var single = LossCases.Compute(item, Tensor.FromArray(Array.ConvertAll(values, number => (float)number), shape), target);
        Equal(item.GetProperty("value_float32").Numbers(), single.ToArray<double>(), 2e-6, 0);
    }

    // Whole numbers are class numbers or zeros and ones; cross-entropy alone takes shares by the type of the target.
    private static Tensor Target(JsonElement item)
    {
        var target = item.GetProperty("target");
        var numbers = target.Numbers();
        return numbers.All(double.IsInteger) && item.GetProperty("kind").GetString() != "cross_entropy_soft_target"
            ? Tensor.FromArray(Array.ConvertAll(numbers, number => (long)number), target.Shape())
            : Tensor.FromArray(numbers, target.Shape());
    }

    private static void Equal(double[] expected, double[] actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var isEqual = double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) <= (relative * Math.Abs(expected[i])) + absolute;
            Assert.True(isEqual, $"element {i}: {actual[i]:R} is not {expected[i]:R}");
        }
    }
}
