using System.Text.Json;
using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Optim;

/// <summary>Builds the optimizer that an oracle case describes, by the names and arguments that recipes use.</summary>
internal static class OptimizerCases
{
    public static Optimizer Make(JsonElement item, Tensor w, Tensor b, bool fused)
    {
        var kind = item.GetProperty("kind").GetString()!;
        var name = item.TryGetProperty("optimizer", out var inner) || item.TryGetProperty("base", out inner) ? inner.GetString()! : kind;
        var (row, compat) = name == "NAdam_torch_1_13" ? ("nadam", "torch-1.13") : (name.Replace("timm_", "", StringComparison.Ordinal).ToLowerInvariant(), null);
        var arguments = new PartArguments(name,
        [
            .. item.GetProperty("params").EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, Value(pair.Value))),
            .. item.TryGetProperty("lookahead", out var lookahead) ? new[] { KeyValuePair.Create("lookahead", Value(lookahead)) } : [],
            .. compat is null ? [] : new[] { KeyValuePair.Create("compat", (object?)compat) },
            .. fused ? [] : new[] { KeyValuePair.Create("fused", (object?)false) },
        ]);
        return OptimizerTable.Standard.Create(row, arguments)(Groups(item, w, b));
    }

    private static List<ParameterGroup> Groups(JsonElement item, Tensor w, Tensor b)
    {
        if (!item.TryGetProperty("groups", out var groups))
            return [new ParameterGroup([w, b])];
        return [.. groups.EnumerateArray().Select((group, i) => new ParameterGroup(
            [i == 0 ? w : b], group.GetProperty("lr").GetDouble(), group.GetProperty("weight_decay").GetDouble()))];
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => value.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, Value(pair.Value))).ToList(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        _ => value.Number(),
    };
}
