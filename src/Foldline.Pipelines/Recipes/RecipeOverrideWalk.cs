using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Walks down one override's path through a document and rebuilds the nodes on the way back.</summary>
/// <param name="change">The override.</param>
internal sealed class RecipeOverrideWalk(RecipeOverride change)
{
    /// <summary>Applies the override to a document.</summary>
    /// <exception cref="FoldlineException">FL6009: the path is wrong.</exception>
    public Node Apply(Node recipe) => Step(recipe, RecipeKeys.Schema, 0, isFree: false)!;

    /// <summary>Changes what lies below one node.</summary>
    /// <param name="node">The node in the document; null = not written.</param>
    /// <param name="schema">The node among the defaults; null = none.</param>
    /// <param name="depth">How many segments of the path lead here.</param>
    /// <param name="isFree">Whether any key may be set here: the arguments of a part.</param>
    /// <returns>The new node; null = removed.</returns>
    private Node? Step(Node? node, Node? schema, int depth, bool isFree)
    {
        if (depth == change.Path.Count)
            return change.Kind == RecipeOverrideKind.Remove ? null : change.Value;
        if (node is ListNode list)
            return StepList(list, depth, isFree);
        return StepMap(ToMap(node, depth), schema as MapNode, depth, isFree);
    }

    private ListNode StepList(ListNode list, int depth, bool isFree)
    {
        var count = list.Items.Length;
        var isLast = depth == change.Path.Count - 1;
        var appends = change.Kind == RecipeOverrideKind.Add && isLast;
        if (!int.TryParse(change.Path[depth], out var position) || position < 0 || position >= (appends ? count + 1 : count))
            throw WrongPath(depth, $"'{PathTo(depth)}' has {count} elements, numbered from 0", []);
        if (appends)
            return list with { Items = list.Items.Insert(position, change.Value) };

        var item = Step(list.Items[position], null, depth + 1, isFree);
        return list with { Items = item is null ? list.Items.RemoveAt(position) : list.Items.SetItem(position, item) };
    }

    private MapNode StepMap(MapNode map, MapNode? schema, int depth, bool isFree)
    {
        var key = change.Path[depth];
        var path = PathTo(depth);
        var isLast = depth == change.Path.Count - 1;
        var isPart = RecipeKeys.IsPart(path);
        var defaults = DefaultsAt(map, schema, path, isPart);
        var old = map.Find(key);
        var exists = change.Kind == RecipeOverrideKind.Remove
            ? old is not null
            : old is not null || defaults?.Find(key) is not null || (isLast && (isFree || HasFreeKeys(map, path)));

        if (change.Kind == RecipeOverrideKind.Add && isLast)
        {
            if (old is not null and not ScalarNode { IsNull: true })
                throw WrongPath(depth, $"'{PathTo(depth + 1)}' is there already; leave out the '+' to change it", []);
        }
        else if (!exists)
        {
            throw WrongPath(depth, $"the recipe has no key '{PathTo(depth + 1)}'", [.. map.Keys.Union(defaults?.Keys ?? [])]);
        }

        var isBesidePart = isPart && RecipeKeys.KeysBesidePart(path).Contains(key);
        var value = Step(old, path == StageSection.Path ? StageSection.KeysOf(RecipeKeys.Schema) : defaults?.Find(key), depth + 1, isFree || (isPart && !isBesidePart));
        if (value is null)
            return map.Without(key);
        var rest = StageSection.PlaceOf(path) == EmaSection.Path ? EmaSection.WithoutOwnKeys(map, key, value) : RivalKeys.Without(map, key, value, path);
        return rest.With(key, value);
    }

    // A segmentation network takes arguments of its own beside those of every network.
    private static bool HasFreeKeys(MapNode map, string path) => StageSection.PlaceOf(path) == "model" && map.Find("encoder") is not (null or ScalarNode { IsNull: true });

    /// <summary>Where a part is written, only the keys beside it have defaults: another part's arguments do not apply.</summary>
    private static MapNode? DefaultsAt(MapNode map, MapNode? schema, string path, bool isPart)
    {
        if (schema is null || !isPart || RecipeKeys.PartName(map, path) is null)
            return schema;
        var beside = RecipeKeys.KeysBesidePart(path);
        return schema with { Entries = [.. schema.Entries.Where(entry => beside.Contains(entry.Key))] };
    }

    /// <summary>A part without arguments may be written as its name alone.</summary>
    private MapNode ToMap(Node? node, int depth) => node switch
    {
        MapNode map => map,
        null or ScalarNode { IsNull: true } => new MapNode([], change.Mark),
        ScalarNode { Value: string name } when RecipeKeys.IsPart(PathTo(depth)) => new MapNode([], node.Mark).With(name, new MapNode([], node.Mark)),
        _ when StageSection.PlaceOf(PathTo(depth)) is "input.normalize" or "input.curves" or "submission" => new MapNode([], change.Mark),
        _ => throw WrongPath(depth, $"'{PathTo(depth)}' is {node.Description} and has no keys", []),
    };

    private string PathTo(int depth) => string.Join('.', change.Path.Take(depth));

    private FoldlineException WrongPath(int depth, string cause, IReadOnlyCollection<string> known) => RecipeErrors.Error(
        "FL6009",
        change.Mark,
        string.Join('.', change.Path),
        $"{cause}.{NearestName.Hint(change.Path[depth], known)}",
        ("found", change.Path[depth]),
        ("expected", string.Join(", ", known)),
        ("nearest", NearestName.Find(change.Path[depth], known) ?? ""));
}
