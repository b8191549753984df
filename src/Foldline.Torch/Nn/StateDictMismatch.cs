namespace Foldline.Torch.Nn;

/// <summary>What did not match between a model and the weights loaded into it.</summary>
/// <param name="Missing">Names of the model that the weights lack.</param>
/// <param name="Unexpected">Names in the weights that the model lacks.</param>
/// <param name="Misshaped">Names whose shapes differ, with both shapes.</param>
public sealed record StateDictMismatch(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> Misshaped)
{
    private const int Listed = 6;

    /// <summary>True when everything matched.</summary>
    public bool IsEmpty => Missing.Count == 0 && Unexpected.Count == 0 && Misshaped.Count == 0;

    /// <summary>Compares names and shapes.</summary>
    /// <param name="own">The model's state dict.</param>
    /// <param name="given">The weights.</param>
    public static StateDictMismatch Between(IReadOnlyDictionary<string, Tensor> own, IReadOnlyDictionary<string, Tensor> given)
    {
        var misshaped = new List<string>();
        foreach (var (name, tensor) in own)
        {
            if (given.TryGetValue(name, out var value) && !value.Shape.SequenceEqual(tensor.Shape))
                misshaped.Add($"{name} (model [{Text(tensor)}], weights [{Text(value)}])");
        }

        return new StateDictMismatch(
            [.. own.Keys.Where(name => !given.ContainsKey(name))],
            [.. given.Keys.Where(name => !own.ContainsKey(name))],
            misshaped);
    }

    /// <summary>One sentence a kind of mismatch, the first names of each.</summary>
    public override string ToString() =>
        string.Join(" ", new[] { Sentence("missing", Missing), Sentence("unexpected", Unexpected), Sentence("other shape", Misshaped) }.Where(text => text.Length > 0));

    private static string Text(Tensor tensor) => string.Join(", ", tensor.Shape.ToArray());

    private static string Sentence(string kind, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return "";
        var more = names.Count > Listed ? $" and {names.Count - Listed} more" : "";
        return $"{names.Count} {kind}: {string.Join(", ", names.Take(Listed))}{more}.";
    }
}
