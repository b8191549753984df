using System.Collections.Immutable;
using System.Globalization;

namespace Foldline;

/// <summary>
/// The arguments of a named part (a schedule, a transform, a loss) as a recipe gives them: text keys with numbers, booleans,
/// texts, lists or nested arguments. The part asks for each argument by key and type; afterwards <see cref="RejectUnknown"/>
/// refuses every key that nobody asked for. Not thread-safe: made, read once and dropped.
/// </summary>
public sealed class PartArguments
{
    private const string PartList = "a list of names, each alone or with its arguments";
    private readonly ImmutableSortedDictionary<string, object?> values;
    private readonly SortedSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Wraps the arguments of one part.</summary>
    /// <param name="part">Name of the part for messages, such as <c>cosine_annealing</c>.</param>
    /// <param name="values">
    /// Key to value: null (as if absent), bool, any integer or floating-point number, string, a list of these, or a dictionary of these.
    /// Numbers and booleans may also be texts such as <c>1e-3</c> and <c>true</c>.
    /// </param>
    public PartArguments(string part, IEnumerable<KeyValuePair<string, object?>> values)
    {
        Part = part;
        this.values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>A part without arguments.</summary>
    /// <param name="part">Name of the part for messages.</param>
    public PartArguments(string part)
        : this(part, [])
    {
    }

    /// <summary>Name of the part for messages.</summary>
    public string Part { get; }

    /// <summary>All keys that were given, in ordinal order.</summary>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>Whether a key was given with a value other than null. Counts as asking for it.</summary>
    /// <param name="key">Name of the argument.</param>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A floating-point number; integers are accepted.</summary>
    /// <param name="key">Name of the argument.</param>
    /// <param name="fallback">Value when the key is absent; null makes the argument required.</param>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: not a number.</exception>
    public double GetDouble(string key, double? fallback = null) => Find(key) is { } value
        ? ToDouble(key, value)
        : fallback ?? throw Missing(key, "a number");

    /// <summary>An integer; a floating-point number without a fraction is accepted.</summary>
    /// <inheritdoc cref="GetDouble"/>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: not an integer of 64 bits.</exception>
    public long GetInt64(string key, long? fallback = null) => Find(key) is { } value
        ? ToInt64(key, value)
        : fallback ?? throw Missing(key, "an integer");

    /// <summary>An integer of 32 bits; a floating-point number without a fraction is accepted.</summary>
    /// <inheritdoc cref="GetDouble"/>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: not an integer of 32 bits.</exception>
    public int GetInt32(string key, int? fallback = null)
    {
        var value = GetInt64(key, fallback);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Invalid(key, "an integer of 32 bits");
    }

    /// <summary>A truth value.</summary>
    /// <inheritdoc cref="GetDouble"/>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: neither true nor false.</exception>
    public bool GetBool(string key, bool? fallback = null) => Find(key) switch
    {
        null => fallback ?? throw Missing(key, "true or false"),
        bool value => value,
        string text when bool.TryParse(text, out var parsed) => parsed,
        _ => throw Invalid(key, "true or false"),
    };

    /// <summary>A text; numbers and booleans are taken as they would be written.</summary>
    /// <inheritdoc cref="GetDouble"/>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: a list or nested arguments.</exception>
    public string GetString(string key, string? fallback = null) => Find(key) switch
    {
        null => fallback ?? throw Missing(key, "a text"),
        string text => text,
        bool value => value ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw Invalid(key, "a text"),
    };

    /// <summary>One of several words.</summary>
    /// <param name="key">Name of the argument.</param>
    /// <param name="words">The words that are allowed.</param>
    /// <param name="fallback">Value when the key is absent; null makes the argument required.</param>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: another word.</exception>
    public string GetWord(string key, IReadOnlyList<string> words, string? fallback = null)
    {
        var word = GetString(key, fallback);
        return words.Contains(word, StringComparer.Ordinal) ? word : throw Invalid(key, $"one of {string.Join(", ", words)}");
    }

    /// <summary>A list of numbers; a single number is a list of one.</summary>
    /// <inheritdoc cref="GetDouble"/>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: an entry is not a number.</exception>
    public ImmutableArray<double> GetDoubles(string key, ImmutableArray<double>? fallback = null) => Find(key) switch
    {
        null => fallback ?? throw Missing(key, "a list of numbers"),
        System.Collections.IEnumerable list and not string => [.. list.Cast<object?>().Select(value => ToDouble(key, value))],
        var single => [ToDouble(key, single)],
    };

    /// <summary>A list of texts; a single text is a list of one.</summary>
    /// <inheritdoc cref="GetDouble"/>
    /// <exception cref="FoldlineException">FL1011: required and absent. FL1012: an entry is not a text.</exception>
    public ImmutableArray<string> GetStrings(string key, ImmutableArray<string>? fallback = null) => Find(key) switch
    {
        null => fallback ?? throw Missing(key, "a list of texts"),
        System.Collections.IEnumerable list and not string => [.. list.Cast<object?>().Select(value => value as string ?? throw Invalid(key, "a list of texts"))],
        string single => [single],
        _ => throw Invalid(key, "a list of texts"),
    };

    /// <summary>Nested arguments, such as a warm-up inside a schedule; empty when the key is absent.</summary>
    /// <param name="key">Name of the argument.</param>
    /// <exception cref="FoldlineException">FL1012: the value is not a set of keys with values.</exception>
    public PartArguments GetNested(string key) => Find(key) switch
    {
        null => new PartArguments($"{Part}.{key}"),
        IEnumerable<KeyValuePair<string, object?>> nested => new PartArguments($"{Part}.{key}", nested),
        PartArguments nested => nested,
        _ => throw Invalid(key, "keys with values"),
    };

    /// <summary>A list of named parts within this one: each a name, or a name with its arguments. A single part is a list of one.</summary>
    /// <param name="key">Name of the argument.</param>
    /// <exception cref="FoldlineException">FL1011: absent. FL1012: an entry is not one name, alone or with keys and values.</exception>
    public IReadOnlyList<(string Name, PartArguments Arguments)> GetParts(string key) => Find(key) switch
    {
        null => throw Missing(key, PartList),
        string single => [ToPart(key, single)],
        IEnumerable<KeyValuePair<string, object?>> single => [ToPart(key, single)],
        System.Collections.IEnumerable list => [.. list.Cast<object?>().Select(item => ToPart(key, item))],
        _ => throw Invalid(key, PartList),
    };

    /// <summary>The untouched value of a key, or null when it is absent.</summary>
    /// <param name="key">Name of the argument.</param>
    public object? GetRaw(string key) => Find(key);

    /// <summary>Refuses keys that were given but never asked for. Call it after the last getter.</summary>
    /// <exception cref="FoldlineException">FL1010: an argument that the part does not have; the message names the nearest one it has.</exception>
    public void RejectUnknown()
    {
        if (values.Keys.FirstOrDefault(key => !known.Contains(key)) is not { } unknown)
            return;
        var hint = known.Count == 0 ? " It takes no arguments." : NearestName.Hint(unknown, known);
        throw FoldlineException.User(
            "FL1010",
            $"'{Part}' has no argument '{unknown}'.{hint}",
            null,
            ("part", Part),
            ("key", unknown),
            ("nearest", NearestName.Find(unknown, known) ?? ""));
    }

    /// <summary>The error for a value that has the right type but is out of range; for parts that check more than types.</summary>
    /// <param name="key">Name of the argument.</param>
    /// <param name="expected">What would be valid, such as <c>a number from 0 to 1</c>.</param>
    /// <returns>FL1012, to be thrown.</returns>
    public FoldlineException Invalid(string key, string expected)
    {
        var found = Show(values.GetValueOrDefault(key));
        return FoldlineException.User(
            "FL1012",
            $"The argument '{key}' of '{Part}' is {found}; expected is {expected}.",
            null,
            ("part", Part),
            ("key", key),
            ("found", found),
            ("expected", expected));
    }

    private static string Show(object? value) => value switch
    {
        null => "absent",
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, object?>> nested => $"{{{string.Join(", ", nested.Select(pair => $"{pair.Key}: {Show(pair.Value)}"))}}}",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Show))}]",
        _ => value.ToString() ?? "",
    };

    private object? Find(string key)
    {
        known.Add(key);
        return values.GetValueOrDefault(key);
    }

    private (string Name, PartArguments Arguments) ToPart(string key, object? item) => item switch
    {
        string { Length: > 0 } name => (name, new PartArguments(name)),
        IEnumerable<KeyValuePair<string, object?>> map when map.ToList() is [var (name, value)] => value switch
        {
            null => (name, new PartArguments(name)),
            IEnumerable<KeyValuePair<string, object?>> arguments => (name, new PartArguments(name, arguments)),
            _ => throw Invalid(key, PartList),
        },
        _ => throw Invalid(key, PartList),
    };

    private double ToDouble(string key, object? value) => value switch
    {
        double or float or decimal or int or long or short or byte or uint or ulong or ushort or sbyte => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => throw Invalid(key, "a number"),
    };

    private long ToInt64(string key, object value)
    {
        if (value is string text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
            return parsed;
        if (value is int or long or short or byte or uint or ushort or sbyte)
            return Convert.ToInt64(value, CultureInfo.InvariantCulture);
        var number = value is bool ? double.NaN : ToDouble(key, value);
        return number == Math.Floor(number) && Math.Abs(number) < 9.2e18 ? (long)number : throw Invalid(key, "an integer");
    }

    private FoldlineException Missing(string key, string expected) => FoldlineException.User(
        "FL1011",
        $"'{Part}' needs the argument '{key}': {expected}.",
        null,
        ("part", Part),
        ("key", key),
        ("expected", expected));
}
