using System.Collections.Immutable;
using System.Globalization;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Experiments;

/// <summary>
/// A recipe as a flat list of keys and values as they would be written: <c>train.epochs</c> 3, <c>augment.0.horizontal_flip.p</c> 0.5. Lists of plain
/// values are one value. Immutable.
/// </summary>
public sealed class RecipeSettings
{
    /// <summary>Flattens a recipe.</summary>
    /// <param name="recipe">The recipe's document.</param>
    public RecipeSettings(Node recipe)
    {
        Entries = [.. Flatten(recipe, "")];
        Values = Entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
    }

    /// <summary>Keys and values in the recipe's order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Entries { get; }

    /// <summary>The values by key.</summary>
    public ImmutableDictionary<string, string> Values { get; }

    /// <summary>Whether a key has a value, or holds the named part of that name, as <c>train.optimizer</c> holds <c>adam</c>.</summary>
    /// <param name="key">Key path.</param>
    /// <param name="value">A value as YAML writes it; numbers need not be written alike.</param>
    public bool Has(string key, string value)
    {
        if (Values.TryGetValue(key, out var found))
            return found == value || Same(found, value);
        var part = $"{key}.{value}";
        return Values.Keys.Any(other => other == part || other.StartsWith($"{part}.", StringComparison.Ordinal));
    }

    private static bool Same(string a, string b) =>
        double.TryParse(a, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, CultureInfo.InvariantCulture, out var y) && x == y;

    private static IEnumerable<KeyValuePair<string, string>> Flatten(Node node, string path) => node switch
    {
        MapNode { Entries.IsEmpty: false } map => map.Entries.SelectMany(entry => Flatten(entry.Value, Join(path, entry.Key))),
        ListNode { Items.IsEmpty: false } list when list.Items.Any(item => item is not ScalarNode) =>
            list.Items.SelectMany((item, i) => Flatten(item, Join(path, i.ToString(CultureInfo.InvariantCulture)))),
        _ => [KeyValuePair.Create(path, Text(node))],
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Text(Node node) => node switch
    {
        ScalarNode scalar => scalar.Text,
        ListNode list => $"[{string.Join(", ", list.Items.OfType<ScalarNode>().Select(item => item.Text))}]",
        _ => "{}",
    };
}
