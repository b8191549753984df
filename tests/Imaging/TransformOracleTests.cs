using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

[Trait("kind", "oracle")]
public sealed class TransformOracleTests : LeakCheck
{
    private const string Index = "imaging/transforms/index";

    private static readonly Dictionary<string, Func<OracleCase, (Transform Transform, TransformParameters Parameters)>> Kinds =
        new([.. GeometricCases.Table, .. PixelCases.Table], StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<JsonElement, ImageSize, (Transform Transform, TransformParameters Parameters)>> StepKinds =
        new([.. GeometricCases.Steps, .. PixelCases.Steps], StringComparer.Ordinal);

    public static TheoryData<string> Single => new(Oracle.Cases(Index)
        .Where(item => Kinds.ContainsKey(KindOf(item)))
        .Select(IdOf));

    public static TheoryData<string> Pipelines => new(Oracle.Cases(Index)
        .Where(item => KindOf(item) == "Pipeline")
        .Select(IdOf));

    [Fact]
    public void Index_HasOnlyKnownTransforms()
    {
        string[] known = [.. Kinds.Keys, .. ImageMixingTests.Kinds, "Pipeline"];
        Assert.Empty(Oracle.Cases(Index).Select(KindOf).Distinct().Except(known));
    }

    // The repository keeps some cases of each kind; the folder of FOLDLINE_ORACLES may hold more.
    [Fact]
    public void Cases_OfEveryKind_AreHere() => Assert.Empty(Kinds.Keys.Except(Oracle.Cases(Index).Select(KindOf)));

    [Theory]
    [MemberData(nameof(Single))]
    public void Apply_GivesTheReferenceResult(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        using var input = OracleTargets.Open(item);
        var (transform, parameters) = Kinds[item.Kind](item);
        transform.Apply(input, parameters);
        OracleTargets.AssertAsExpected(item, input);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Apply_StepsInARow_GivesTheReferenceResult(string id)
    {
        var item = new OracleCase(Oracle.Case(Index, id));
        using var input = OracleTargets.Open(item);
        foreach (var step in Steps(item.Json).Where(IsTaken))
        {
            var (transform, parameters) = StepKinds[step[0].GetString()!](step, input.Size);
            transform.Apply(input, parameters);
        }

        OracleTargets.AssertAsExpected(item, input);
    }

    private static string KindOf(JsonElement item) => item.GetProperty("transform").GetString()!;

    private static string IdOf(JsonElement item) => item.GetProperty("id").GetString()!;

    private static IEnumerable<JsonElement> Steps(JsonElement item) => item.GetProperty("params").GetProperty("steps").EnumerateArray();

    private static bool IsTaken(JsonElement step) =>
        step[1].ValueKind != JsonValueKind.Null && !(step[1].ValueKind == JsonValueKind.Number && step[1].GetInt32() == 0);
}
