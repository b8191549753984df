using System.Text.Json;
using Foldline.Data;
using Foldline.Data.Folds;

namespace Foldline.Tests.Data;

/// <summary>Reads the inputs and expected results of the fold cases.</summary>
internal static class FoldCases
{
    public const string File = "numeric/folds";

    public static long? Seed(JsonElement parameters) =>
        parameters.TryGetProperty("random_state", out var seed) && seed.ValueKind == JsonValueKind.Number ? seed.GetInt64() : null;

    public static bool Shuffle(JsonElement parameters, bool otherwise = false) =>
        parameters.TryGetProperty("shuffle", out var shuffle) ? shuffle.GetBoolean() : otherwise;

    public static FoldInput Input(JsonElement input)
    {
        var classes = Labels(input, "y");
        var groups = Labels(input, "groups");
        var count = input.TryGetProperty("n", out var n) ? n.GetInt32() : (classes ?? groups)!.Codes.Length;
        return new FoldInput(count, classes, groups);
    }

    public static SplitSize? Size(JsonElement parameters, string name) =>
        !parameters.TryGetProperty(name, out var size) || size.ValueKind == JsonValueKind.Null ? null
        : size.TryGetInt32(out var count) ? SplitSize.Count(count)
        : SplitSize.Fraction(size.GetDouble());

    /// <summary>One fold number a sample, from lists of validation samples or from base-36 digits.</summary>
    public static int[] FoldOf(JsonElement item, int count)
    {
        if (item.TryGetProperty("fold_of", out var digits))
            return [.. digits.GetString()!.Select(digit => char.IsDigit(digit) ? digit - '0' : digit - 'a' + 10)];
        var folds = Enumerable.Repeat(-1, count).ToArray();
        foreach (var (samples, fold) in item.GetProperty("valid").EnumerateArray().Select((list, fold) => (list.Integers(), fold)))
        {
            foreach (var sample in samples)
                folds[sample] = fold;
        }

        return folds;
    }

    private static LabelCodes? Labels(JsonElement input, string name)
    {
        if (input.TryGetProperty(name, out var listed))
            return Listed(listed);
        if (!input.TryGetProperty(name + "_rule", out var rule))
            return null;

        var draws = new UniformStream(rule.GetProperty("stream").GetString()!);
        var values = new long[input.GetProperty("n").GetInt32()];
        foreach (ref var value in values.AsSpan())
            value = rule.TryGetProperty("groups", out var groups) ? (long)Math.Floor(draws.Next() * groups.GetInt32()) : draws.NextClass(rule.GetProperty("probs").Numbers());
        Assert.Equal(input.GetProperty(name + "_first").Integers().Select(v => (long)v), values.Take(input.GetProperty(name + "_first").GetArrayLength()));
        return LabelCodes.From(values);
    }

    private static LabelCodes Listed(JsonElement listed) => listed[0].ValueKind switch
    {
        JsonValueKind.String => LabelCodes.From([.. listed.EnumerateArray().Select(item => item.GetString()!)]),
        JsonValueKind.Array => LabelCodes.From(TableColumn.Of("y", listed.EnumerateArray().Select(item => item.Integers()).ToArray())),
        _ => LabelCodes.From([.. listed.EnumerateArray().Select(item => item.GetInt64())]),
    };
}
