using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>
/// Reads the keys of one map by name and type and remembers which were asked for; <see cref="RejectUnknown"/> then refuses the
/// others. A key whose value is null counts as left out. Used once, by one thread.
/// </summary>
internal sealed class MapReader
{
    private readonly MapNode map;
    private readonly string path;
    private readonly List<string> known = [];

    /// <summary>Reads a map.</summary>
    /// <param name="node">Must be a map.</param>
    /// <param name="path">Its key path; empty at the top.</param>
    /// <exception cref="FoldlineException">FL6005: not a map.</exception>
    public MapReader(Node node, string path)
    {
        map = node as MapNode ?? throw RecipeErrors.WrongValue(node, path, "a map of keys with values");
        this.path = path;
    }

    /// <summary>Where the map was written.</summary>
    public SourceMark Mark => map.Mark;

    /// <summary>The keys that nobody has asked for so far.</summary>
    public IEnumerable<MapEntry> Rest => map.Entries.Where(entry => !known.Contains(entry.Key));

    /// <summary>The key path of a key of this map.</summary>
    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>The value of a key, or null when it is left out.</summary>
    public Node? Find(string key)
    {
        known.Add(key);
        return map.Find(key) is { } node and not ScalarNode { IsNull: true } ? node : null;
    }

    /// <summary>The value of a key that must be given.</summary>
    public Node Require(string key, string expected) => Find(key) ?? throw RecipeErrors.Missing(Mark, PathOf(key), expected);

    /// <summary>The reader of a nested map; an empty one when the key is left out.</summary>
    public MapReader Section(string key) => new(Find(key) ?? new MapNode([], Mark), PathOf(key));

    /// <summary>A text that is not empty, or null when the key is left out.</summary>
    public string? Text(string key)
    {
        if (Find(key) is not { } node)
            return null;
        return node is ScalarNode { Text.Length: > 0 } scalar && !string.IsNullOrWhiteSpace(scalar.Text) ? scalar.Text : throw Wrong(key, node, "a text");
    }

    /// <summary>A text that must be given.</summary>
    public string RequireText(string key, string expected) => Text(key) ?? throw RecipeErrors.Missing(Mark, PathOf(key), expected);

    /// <summary>An integer within bounds.</summary>
    public long Integer(string key, long fallback, long low, long high) => IntegerOrNull(key, low, high) ?? fallback;

    /// <summary>An integer within bounds, or null when the key is left out.</summary>
    public long? IntegerOrNull(string key, long low, long high)
    {
        if (Find(key) is not { } node)
            return null;
        var value = node switch
        {
            ScalarNode { Value: long integer } => integer,
            ScalarNode { Value: double number } when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (long)number,
            _ => long.MinValue,
        };
        return value >= low && value <= high && value != long.MinValue ? value : throw Wrong(key, node, Between("an integer", low, high));
    }

    /// <summary>A number that passes a test, or null when the key is left out.</summary>
    public double? NumberOrNull(string key, Func<double, bool> isValid, string expected)
    {
        if (Find(key) is not { } node)
            return null;
        return ToNumber(node) is { } number && isValid(number) ? number : throw Wrong(key, node, expected);
    }

    /// <summary>A truth value.</summary>
    public bool Bool(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        ScalarNode { Value: bool value } => value,
        { } node => throw Wrong(key, node, "true or false"),
    };

    /// <summary>One of several words with its meaning.</summary>
    public T Word<T>(string key, T fallback, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Find(key) is not { } node)
            return fallback;
        foreach (var (word, value) in words)
        {
            if (node is ScalarNode scalar && scalar.Text == word)
                return value;
        }

        var known = new List<string>();
        foreach (var (word, _) in words)
            known.Add(word);
        throw RecipeErrors.WrongWord(node, PathOf(key), known);
    }

    /// <summary>The items of a list with their key paths; none when the key is left out.</summary>
    public IEnumerable<(Node Item, string Path)> Items(string key, string expected)
    {
        if (Find(key) is not { } node)
            return [];
        var list = node as ListNode ?? throw Wrong(key, node, expected);
        return list.Items.Select((item, i) => (item, $"{PathOf(key)}.{i}"));
    }

    /// <summary>An interval such as <c>5 epochs</c>, or null when the key is left out.</summary>
    public Interval? Interval(string key)
    {
        if (Find(key) is not { } node)
            return null;
        var text = node switch
        {
            ScalarNode scalar => scalar.Text,
            ListNode { Items: [ScalarNode count, ScalarNode unit] } => $"{count.Text} {unit.Text}",
            _ => "",
        };
        return Recipes.Interval.TryParse(text, out var interval) ? interval : throw Wrong(key, node, "an interval such as 'epoch', '5 epochs' or '100 iterations'");
    }

    /// <summary>Refuses keys that were not asked for.</summary>
    /// <exception cref="FoldlineException">FL6004: an unknown key, with the nearest that exists.</exception>
    public void RejectUnknown()
    {
        if (Rest.FirstOrDefault() is { } unknown)
            throw RecipeErrors.UnknownKey(unknown.Mark, PathOf(unknown.Key), known);
    }

    /// <summary>FL6005 for a key of this map.</summary>
    public FoldlineException Wrong(string key, Node node, string expected) => RecipeErrors.WrongValue(node, PathOf(key), expected);

    /// <summary>A number, or null when a node is none.</summary>
    internal static double? ToNumber(Node node) => node switch
    {
        ScalarNode { Value: long integer } => integer,
        ScalarNode { Value: double number } => number,
        _ => null,
    };

    private static string Between(string kind, long low, long high) => high >= int.MaxValue && high != uint.MaxValue
        ? $"{kind} of at least {low}"
        : $"{kind} from {low} to {high}";
}
