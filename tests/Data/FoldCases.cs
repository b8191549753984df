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
        var rows = LabelRows(input);
        var classes = rows is null ? Labels(input, "y") : null;
        var groups = Labels(input, "groups");
        var count = input.TryGetProperty("n", out var n) ? n.GetInt32() : rows?.GetLength(0) ?? (classes ?? groups)!.Codes.Length;
        return new FoldInput(count, classes, groups, rows);
    }

    /// <summary>Several labels a sample, written as one text of 0 and 1 a row.</summary>
    private static bool[,]? LabelRows(JsonElement input)
    {
        if (!input.TryGetProperty("y_rows", out var listed))
            return null;
        var rows = listed.EnumerateArray().Select(row => row.GetString()!).ToList();
        var labels = new bool[rows.Count, rows[0].Length];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var label = 0; label < rows[i].Length; label++)
                labels[i, label] = rows[i][label] == '1';
        }

        return labels;
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
