using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Models.Heads;

/// <summary>The head that weights were saved with, read off the names and shapes of the tensors. The activation is not in them.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Options">Hidden layers and groups.</param>
internal sealed record StoredHead(int Classes, HeadOptions Options)
{
    /// <summary>Finds the head.</summary>
    /// <param name="shapes">Shapes by name, those of the classifier at least.</param>
    /// <param name="classifier">Name of the classifier in the state dict.</param>
    /// <returns>The head, or null where the classifier is the architecture's own or there is none.</returns>
    public static StoredHead? Find(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, string classifier)
    {
        if (Outputs(shapes, $"{classifier}.output") is { } all)
            return new StoredHead(all, new HeadOptions { Units = Units(shapes, classifier) });
        var groups = Numbered(i => Outputs(shapes, Invariant($"{classifier}.heads.{i}.output")));
        return groups.Length == 0 ? null : new StoredHead(groups.Sum(), new HeadOptions
        {
            Units = Units(shapes, $"{classifier}.heads.0"),
            Groups = HeadOptions.Consecutive(groups),
        });
    }

    private static ImmutableArray<int> Units(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, string head) =>
        Numbered(i => Outputs(shapes, Invariant($"{head}.hidden.{i}")));

    private static ImmutableArray<int> Numbered(Func<int, int?> find) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(find).TakeWhile(found => found is not null).Select(found => found!.Value)];

    private static int? Outputs(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, string layer) =>
        shapes.TryGetValue($"{layer}.weight", out var shape) && shape.Count == 2 ? (int)shape[0] : null;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
