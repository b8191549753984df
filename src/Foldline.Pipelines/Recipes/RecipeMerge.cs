using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>
/// Lays one recipe over another (<c>extends</c>): maps are merged key by key, anything else is replaced. A named part is merged with
/// the same part's arguments and replaces any other part.
/// </summary>
public static class RecipeMerge
{
    /// <summary>Merges two documents.</summary>
    /// <param name="below">The recipe that is extended.</param>
    /// <param name="above">The recipe that extends it; its values win.</param>
    public static Node Merge(Node below, Node above) => Merge(below, above, "");

    private static Node Merge(Node below, Node above, string path)
    {
        if (RecipeKeys.IsPart(path))
            return MergePart(below, above, path);
        if (StageSection.PlaceOf(path) == EmaSection.Path && EmaSection.ChangesKind(below, above))
            return above;
        return below is MapNode lower && above is MapNode upper ? MergeMaps(lower, upper, path) : above;
    }

    private static MapNode MergeMaps(MapNode below, MapNode above, string path)
    {
        var merged = RivalKeys.Without(below, above, path);
        foreach (var entry in above.Entries)
        {
            var old = merged.Find(entry.Key);
            var entryPath = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            merged = merged.With(old is null ? entry : entry with { Value = Merge(old, entry.Value, entryPath) });
        }

        return merged with { Mark = above.Mark };
    }

    private static Node MergePart(Node below, Node above, string path)
    {
        var name = RecipeKeys.PartName(above, path);
        var onlyKeysBeside = name is null && above is MapNode map && map.Keys.All(RecipeKeys.KeysBesidePart(path).Contains);
        if (!onlyKeysBeside && (name is null || name != RecipeKeys.PartName(below, path)))
            return above;
        return MergeMaps(AsMap(below), AsMap(above), path + ".");
    }

    private static MapNode AsMap(Node node) => node switch
    {
        MapNode map => map,
        ScalarNode { Value: string name } => new MapNode([], node.Mark).With(name, new MapNode([], node.Mark)),
        _ => new MapNode([], node.Mark),
    };
}
