using Foldline.Torch;
using Foldline.Torch.Tracing;

namespace Foldline.Models.Profiles;

/// <summary>Makes a table of layers from the operators that ran: an operator belongs to the layer whose weights it was given.</summary>
internal static class LayerTable
{
    private static readonly string[] Pools = ["max_pool2d", "avg_pool2d", "adaptive_avg_pool2d", "mean", "upsample_nearest2d", "upsample_bilinear2d", "pixel_shuffle"];

    public static IReadOnlyList<LayerProfile> Of(ImageModel model, OperatorTrace trace)
    {
        var owners = Owners(model, trace);
        var parameters = model.NamedParameters().GroupBy(entry => ParentOf(entry.Key)).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value.Count));
        var calls = trace.Calls.Select(call => (Call: call, Owner: OwnerOf(call, owners))).ToList();
        var next = NextOwners(calls);
        var rows = new List<LayerProfile>();
        var last = "";
        for (var i = 0; i < calls.Count; i++)
        {
            var (call, owner) = calls[i];
            var cost = MultiplyAdds.Of(call);
            var name = call.Name["aten::".Length..];
            if (owner is null && call.Outputs.Count > 0 && (cost > 0 || Pools.Contains(name)))
                rows.Add(new LayerProfile(Common(last, next[i]), name, call.Outputs[0].Shape, 0, cost));
            if (owner is null || call.Outputs.Count == 0)
                continue;
            Merge(rows, new LayerProfile(owner, name, call.Outputs[0].Shape, parameters.GetValueOrDefault(owner), cost));
            last = owner;
        }

        return rows;
    }

    // A layer whose weights several operators take in turn is one row; one that runs again later is another, without parameters.
    private static void Merge(List<LayerProfile> rows, LayerProfile row)
    {
        if (rows.Count > 0 && rows[^1].Name == row.Name && rows[^1].Parameters == row.Parameters)
            rows[^1] = row with { Operator = $"{rows[^1].Operator}, {row.Operator}", MultiplyAdds = rows[^1].MultiplyAdds + row.MultiplyAdds };
        else
            rows.Add(rows.Exists(other => other.Name == row.Name && other.Parameters > 0) ? row with { Parameters = 0 } : row);
    }

    private static Dictionary<long, string> Owners(ImageModel model, OperatorTrace trace)
    {
        var owners = new Dictionary<long, string>();
        foreach (var (name, tensor) in model.NamedParameters().Concat(model.NamedBuffers()))
        {
            if (trace.IdOf(tensor) is { } id)
                owners[id] = ParentOf(name);
        }

        return owners;
    }

    private static string? OwnerOf(OperatorCall call, Dictionary<long, string> owners)
    {
        foreach (var (_, tensor) in call.Inputs)
        {
            if (owners.TryGetValue(tensor.Id, out var owner))
                return owner;
        }

        return null;
    }

    /// <summary>The owner of the first call with one after each call; empty at the end.</summary>
    private static string[] NextOwners(List<(OperatorCall Call, string? Owner)> calls)
    {
        var next = new string[calls.Count];
        var owner = "";
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            next[i] = owner;
            owner = calls[i].Owner ?? owner;
        }

        return next;
    }

    /// <summary>The part of the model that two layers have in common.</summary>
    private static string Common(string before, string after) => string.Join(
        '.', before.Split('.').Zip(after.Split('.')).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First));

    private static string ParentOf(string name) => name.LastIndexOf('.') is > 0 and var point ? name[..point] : "";
}
