using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>
/// Keys of one section that exclude each other: <c>target.class</c> and <c>target.masks</c>, <c>input.image</c> and <c>input.array</c>. Who sets one,
/// by a recipe on top of another or by an override, replaces the other.
/// </summary>
internal static class RivalKeys
{
    /// <summary>A section below, without what a section above it replaces.</summary>
    /// <param name="below">The section below.</param>
    /// <param name="above">The section above it.</param>
    /// <param name="path">Their key path.</param>
    public static MapNode Without(MapNode below, MapNode above, string path) =>
        above.Entries.Aggregate(below, (map, entry) => Without(map, entry.Key, entry.Value, path));

    /// <summary>A section without what a key replaces.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key that is set.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="path">Key path of the section.</param>
    public static MapNode Without(MapNode section, string key, Node value, string path)
    {
        if (value is ScalarNode { IsNull: true } || RivalsAt(path) is not { } rivals || !rivals.Contains(key) || !section.Keys.Any(other => other != key && rivals.Contains(other)))
            return section;
        // Names and formats belong to the kind of target that they were written for.
        return section with { Entries = [.. section.Entries.Where(entry => entry.Key == key || (StageSection.PlaceOf(path) != TargetSection.Path && !rivals.Contains(entry.Key)))] };
    }

    private static IReadOnlyList<string>? RivalsAt(string path) => StageSection.PlaceOf(path) switch
    {
        TargetSection.Path => TargetSection.KindKeys,
        InputSection.Path => InputSection.KindKeys,
        _ => null,
    };
}
