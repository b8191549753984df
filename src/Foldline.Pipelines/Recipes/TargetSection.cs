using System.Text.RegularExpressions;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads and writes <c>target</c>.</summary>
internal static partial class TargetSection
{
    /// <summary>Where the section stands in a recipe.</summary>
    public const string Path = "target";

    private const string Expected = "{class: column, names: [first, second]}, {columns: [first, second]}, {votes: [first, second]} or {masks: [first, second]}";

    private static readonly (string Key, TargetKind Kind)[] Kinds =
        [("class", TargetKind.Class), ("columns", TargetKind.Labels), ("votes", TargetKind.Shares), ("masks", TargetKind.Masks)];

    private static readonly (string Word, MaskFormat Format)[] Formats =
        [("rle", MaskFormat.RunLengths), ("images", MaskFormat.Pictures), ("channels", MaskFormat.Channels), ("classes", MaskFormat.Classes)];

    /// <summary>The keys of which one is given.</summary>
    public static IReadOnlyList<string> KindKeys { get; } = [.. Kinds.Select(row => row.Key)];

    /// <summary>Every key.</summary>
    public static MapNode AllKeys { get; } = new([.. KindKeys.Concat(["names", "format", "ignore"]).Select(key => (key, (Node)new ScalarNode(null)))]);

    /// <summary>Reads the section.</summary>
    /// <param name="parent">Reader of the recipe.</param>
    /// <exception cref="FoldlineException">FL6004 to FL6006.</exception>
    public static TargetSpec Read(MapReader parent)
    {
        var node = parent.Require(Path, Expected);
        var reader = parent.Section(Path);
        var given = Kinds.Where(row => reader.Find(row.Key) is not null).ToList();
        if (given is not [var (key, kind)])
            throw given.Count == 0 ? RecipeErrors.Missing(reader.Mark, $"{Path}.class", Expected) : RecipeErrors.WrongValue(node, Path, $"one of {Expected}");
        var target = kind switch
        {
            TargetKind.Class => new TargetSpec(reader.RequireText(key, "the column with the class number"), Names(reader, null)),
            TargetKind.Masks => ReadMasks(reader),
            _ => WithOwnNames(reader, kind, Columns(reader, key)),
        };
        // Nothing is as good as left out, also where a key has no meaning.
        foreach (var entry in reader.Rest.Where(entry => entry.Value is ScalarNode { IsNull: true } && AllKeys.Find(entry.Key) is not null).ToList())
            reader.Find(entry.Key);
        reader.RejectUnknown();
        return target;
    }

    /// <summary>The section with every value spelt out.</summary>
    public static MapNode ToNode(TargetSpec target)
    {
        var key = Kinds.First(row => row.Kind == target.Kind).Key;
        var columns = target.Kind == TargetKind.Class ? (Node)new ScalarNode(target.Column) : Texts(target.Columns);
        var node = new MapNode((key, columns), ("names", Texts(target.Names)));
        return target.Kind != TargetKind.Masks ? node : node
            .With("format", new ScalarNode(Formats.First(row => row.Format == target.Format).Word))
            .With("ignore", new ScalarNode((long?)target.Ignore));
    }

    private static TargetSpec ReadMasks(MapReader reader)
    {
        var columns = Columns(reader, "masks");
        var format = reader.Word("format", MaskFormat.RunLengths, Formats);
        var isOne = format is MaskFormat.Channels or MaskFormat.Classes;
        if (isOne && columns.Count != 1)
            throw reader.Wrong("masks", reader.Find("masks")!, "one column");
        var ignore = (int?)reader.IntegerOrNull("ignore", 0, 255);
        if (ignore is not null && format != MaskFormat.Classes)
            throw reader.Wrong("ignore", reader.Find("ignore")!, "nothing, because only masks of class numbers (format: classes) have pixels that count for nothing");
        var target = isOne ? new TargetSpec(TargetKind.Masks, columns, Names(reader, null, format == MaskFormat.Classes ? 2 : 1)) : WithOwnNames(reader, TargetKind.Masks, columns);
        return target with { Format = format, Ignore = ignore };
    }

    // Columns name themselves unless names are given.
    private static TargetSpec WithOwnNames(MapReader reader, TargetKind kind, ValueList<string> columns) => new(kind, columns, Names(reader, columns));

    private static ValueList<string> Columns(MapReader reader, string key)
    {
        const string expected = "a list of different columns of the samples";
        var node = reader.Require(key, expected);
        var columns = node is ScalarNode { IsNull: false } single ? [single.Text] : ReadTexts(node);
        return columns.Count > 0 && columns.All(column => column.Length > 0) && columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() == columns.Count
            ? [.. columns]
            : throw reader.Wrong(key, node, expected);
    }

    private static ValueList<string> Names(MapReader reader, ValueList<string>? columns, int least = 2)
    {
        var count = columns is null ? $"at least {least}" : $"{columns.Count}";
        var expected = $"a list of {count} different names of letters, digits, blanks, '-' and '_', none of them 'id', 'fold', 'height' or 'width'";
        var node = reader.Find("names");
        if (node is null && columns is null)
            throw RecipeErrors.Missing(reader.Mark, reader.PathOf("names"), expected);
        var names = node is null ? columns! : (IReadOnlyList<string>)ReadTexts(node);
        var areValid = (columns is null ? names.Count >= least : names.Count == columns.Count)
            && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count
            && names.All(name => Name().IsMatch(name) && !Reserved().IsMatch(name));
        if (areValid)
            return [.. names];
        throw node is null ? RecipeErrors.WrongValue(reader.Find(KindKeys.First(key => reader.Find(key) is not null))!, reader.PathOf("names"), expected) : reader.Wrong("names", node, expected);
    }

    private static List<string> ReadTexts(Node node) =>
        node is ListNode list ? [.. list.Items.Select(item => item is ScalarNode { IsNull: false } scalar ? scalar.Text : "")] : [];

    private static ListNode Texts(ValueList<string> texts) => new(texts.Select(text => (Node)new ScalarNode(text)));

    [GeneratedRegex(@"^[A-Za-z_0-9](?:[A-Za-z0-9_ -]{0,61}[A-Za-z0-9_-])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(id|fold|height|width)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
