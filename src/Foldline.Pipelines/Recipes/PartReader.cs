using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads named parts: <c>name</c>, <c>{name: {argument: value}}</c> or <c>{name: value}</c> without arguments.</summary>
internal static class PartReader
{
    private const string Expected = "one named part, such as 'name' or {name: {argument: value}}";

    /// <summary>Reads a part.</summary>
    /// <param name="node">Where the part is written.</param>
    /// <param name="path">Its key path.</param>
    /// <exception cref="FoldlineException">FL6005: not exactly one part.</exception>
    public static PartSpec Read(Node node, string path)
    {
        if (node is ScalarNode { Value: string { Length: > 0 } name })
            return new PartSpec(name) { Place = new PartPlace(node.Mark, path) };
        if (node is not MapNode { Entries: [var entry] })
            throw RecipeErrors.WrongValue(node, path, Expected);
        return Read(entry, path);
    }

    /// <summary>Reads a part beside which its owner has keys of its own.</summary>
    /// <param name="reader">Reader of the map, after the owner's keys were asked for.</param>
    /// <param name="node">The map itself, for messages.</param>
    /// <param name="path">Its key path.</param>
    /// <exception cref="FoldlineException">FL6005: not exactly one part.</exception>
    public static PartSpec ReadRest(MapReader reader, Node node, string path) =>
        reader.Rest.ToList() is [var entry] ? Read(entry, path) : throw RecipeErrors.WrongValue(node, path, Expected);

    private static PartSpec Read(MapEntry entry, string path)
    {
        var arguments = entry.Value switch
        {
            MapNode map => map,
            ScalarNode { IsNull: true } => new MapNode([], entry.Mark),
            _ => throw RecipeErrors.WrongValue(entry.Value, $"{path}.{entry.Key}", "a map of arguments"),
        };
        return new PartSpec(entry.Key, arguments) { Place = new PartPlace(entry.Mark, path) };
    }
}
