using Foldline.Imaging;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads and writes <c>predict</c>.</summary>
internal static class PredictSection
{
    private static readonly (string Word, TtaMerge Merge)[] Merges =
        [("mean", TtaMerge.Mean), ("geometric_mean", TtaMerge.GeometricMean), ("max", TtaMerge.Max), ("min", TtaMerge.Min)];

    /// <summary>Reads the section.</summary>
    /// <param name="reader">Reader of its map.</param>
    /// <param name="classes">Number of names of the target.</param>
    /// <exception cref="FoldlineException">FL6004 to FL6006.</exception>
    public static PredictSpec Read(MapReader reader, int classes)
    {
        var predict = new PredictSpec(
            reader.Word("weights", true, ("ema", true), ("raw", false)),
            reader.Word("snapshot", false, ("last", false), ("best", true)),
            reader.Bool("fuse", false))
        {
            Tta = ReadTta(reader),
            Threshold = ReadNumbers(reader, "threshold", classes, number => number is >= 0 and < 1, "a number from 0 to below 1") ?? [0.5],
            MinSize = ReadNumbers(reader, "min_size", classes, number => number is >= 0 and < 1e9 && number == Math.Floor(number), "a number of pixels") is { } sizes
                ? [.. sizes.Select(size => (int)size)]
                : [0],
            Search = ReadSearch(reader),
        };
        reader.RejectUnknown();
        return predict;
    }

    /// <summary>The section with every value spelt out.</summary>
    public static MapNode ToNode(PredictSpec predict) => new(
        ("weights", new ScalarNode(predict.UseEma ? "ema" : "raw")),
        ("snapshot", new ScalarNode(predict.UseBest ? "best" : "last")),
        ("fuse", new ScalarNode(predict.Fuse)),
        ("tta", predict.Tta is { } tta
            ? new MapNode((tta.Part.Name, tta.Part.Arguments), ("merge", new ScalarNode(Merges.First(row => row.Merge == tta.Merge).Word)))
            : new ScalarNode(null)),
        ("threshold", new ListNode(predict.Threshold.Select(number => (Node)new ScalarNode(number)))),
        ("min_size", new ListNode(predict.MinSize.Select(number => (Node)new ScalarNode((long)number)))),
        ("search", predict.Search is { } search ? ToNode(search) : new ScalarNode(null)));

    /// <summary>The section of the search with every value spelt out.</summary>
    public static MapNode ToNode(MaskSearchSpec search) => new(
        ("thresholds", new ListNode(search.Thresholds.Select(number => (Node)new ScalarNode(number)))),
        ("min_sizes", new ListNode(search.MinSizes.Select(number => (Node)new ScalarNode((long)number)))));

    private static MaskSearchSpec? ReadSearch(MapReader parent)
    {
        if (parent.Find("search") is null)
            return null;
        var reader = parent.Section("search");
        var search = new MaskSearchSpec(
            ReadList(reader, "thresholds", number => number is >= 0 and < 1, "a list of numbers from 0 to below 1") ?? MaskSearchSpec.Default.Thresholds,
            ReadList(reader, "min_sizes", number => number is >= 0 and < 1e9 && number == Math.Floor(number), "a list of numbers of pixels") is { } sizes
                ? [.. sizes.Select(size => (int)size)]
                : MaskSearchSpec.Default.MinSizes);
        reader.RejectUnknown();
        return search;
    }

    private static ValueList<double>? ReadList(MapReader reader, string key, Func<double, bool> isValid, string expected)
    {
        if (reader.Find(key) is not { } node)
            return null;
        var numbers = node is ListNode list ? list.Items.Select(MapReader.ToNumber).ToList() : [];
        return numbers.Count > 0 && numbers.All(number => number is { } value && isValid(value))
            ? [.. numbers.Select(number => number!.Value)]
            : throw reader.Wrong(key, node, expected);
    }

    private static TtaSpec? ReadTta(MapReader parent)
    {
        if (parent.Find("tta") is not { } node)
            return null;
        var path = parent.PathOf("tta");
        if (node is ScalarNode)
            return new TtaSpec(PartReader.Read(node, path));
        var reader = new MapReader(node, path);
        var merge = reader.Word("merge", TtaMerge.Mean, Merges);
        return new TtaSpec(PartReader.ReadRest(reader, node, path), merge);
    }

    private static ValueList<double>? ReadNumbers(MapReader reader, string key, int classes, Func<double, bool> isValid, string expected)
    {
        if (reader.Find(key) is not { } node)
            return null;
        IReadOnlyList<Node> items = node is ListNode list ? list.Items : [node];
        var numbers = items.Select(MapReader.ToNumber).ToList();
        return (numbers.Count == 1 || numbers.Count == classes) && numbers.All(number => number is { } value && isValid(value))
            ? [.. numbers.Select(number => number!.Value)]
            : throw reader.Wrong(key, node, $"{expected}, one for all classes or one for each of the {classes}");
    }
}
