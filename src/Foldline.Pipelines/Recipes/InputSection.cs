using Foldline.Imaging;
using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads and writes <c>input</c>.</summary>
internal static class InputSection
{
    /// <summary>Where the section stands in a recipe.</summary>
    public const string Path = "input";

    private const int MostChannels = 64;

    private static readonly (string Key, InputKind Kind)[] Kinds =
        [("image", InputKind.Picture), ("array", InputKind.Array), ("tfrecord", InputKind.TfRecord)];

    private static readonly (string Word, Interpolation Value)[] Interpolations =
        [("area", Interpolation.Area), ("nearest", Interpolation.Nearest), ("linear", Interpolation.Linear), ("cubic", Interpolation.Cubic), ("lanczos4", Interpolation.Lanczos4)];

    /// <summary>The keys of which one is given.</summary>
    public static IReadOnlyList<string> KindKeys { get; } = [.. Kinds.Select(row => row.Key)];

    /// <summary>Every key.</summary>
    public static MapNode AllKeys => KindKeys.Aggregate(
        ToNode(new InputSpec { Normalize = Normalization.Custom([], []), Curves = new CurveSpec() }),
        (map, key) => map.With(key, new ScalarNode(null)));

    /// <summary>Reads the section.</summary>
    /// <param name="reader">Reader of its map.</param>
    /// <exception cref="FoldlineException">FL6004 to FL6006.</exception>
    public static InputSpec Read(MapReader reader)
    {
        var defaults = new InputSpec();
        var given = Kinds.Where(row => reader.Find(row.Key) is not null).ToList();
        if (given.Count > 1)
            throw RecipeErrors.WrongValue(reader.Find(given[1].Key)!, reader.PathOf(given[1].Key), $"nothing beside '{given[0].Key}': an input is one of {string.Join(", ", KindKeys)}");
        var (key, kind) = given.Count == 1 ? given[0] : Kinds[0];
        var input = new InputSpec
        {
            Kind = kind,
            Image = reader.Text(key) ?? defaults.Image,
            Channels = ReadChannels(reader, kind, defaults.Channels),
            IsChannelsLast = reader.Word("layout", false, ("chw", false), ("hwc", true)),
            Size = reader.Find("size") is { } size ? ReadSize(reader, size) : null,
            Interpolation = reader.Word("interpolation", defaults.Interpolation, Interpolations),
            Steps = [.. reader.Items("steps", "a list of transforms").Select(item => PartReader.Read(item.Item, item.Path))],
            Normalize = reader.Find("normalize") is { } normalize ? ReadNormalization(normalize) : defaults.Normalize,
            Curves = ReadCurves(reader, kind),
            IsStrict = reader.Bool("strict", defaults.IsStrict),
        };
        reader.RejectUnknown();
        return input;
    }

    /// <summary>The section with every value spelt out.</summary>
    public static MapNode ToNode(InputSpec input) => new(
        (Kinds.First(row => row.Kind == input.Kind).Key, Scalar(input.Image)),
        ("channels", Scalar((long)input.Channels)),
        ("layout", Scalar(input.IsChannelsLast ? "hwc" : "chw")),
        ("size", input.Size is { } size ? new ListNode(Scalar((long)size.Height), Scalar((long)size.Width)) : Scalar(null)),
        ("interpolation", Scalar(Interpolations.First(row => row.Value == input.Interpolation).Word)),
        ("steps", new ListNode(input.Steps.Select(step => (Node)new MapNode((step.Name, step.Arguments))))),
        ("normalize", input.Normalize.Kind == "custom"
            ? new MapNode(("mean", Numbers(input.Normalize.Mean)), ("std", Numbers(input.Normalize.Std)))
            : Scalar(input.Normalize.Kind)),
        ("curves", input.Curves is { } curves ? new MapNode(("width", Scalar(curves.Width))) : Scalar(false)),
        ("strict", Scalar(input.IsStrict)));

    private static CurveSpec? ReadCurves(MapReader reader, InputKind kind)
    {
        if (reader.Find("curves") is not { } node || node is ScalarNode { Value: false })
            return null;
        if (kind == InputKind.Array)
            throw reader.Wrong("curves", node, "false: curves are drawn onto pictures, not onto arrays");
        if (node is ScalarNode { Value: true })
            return new CurveSpec();
        if (node is not MapNode)
            throw reader.Wrong("curves", node, "true, false or {width: …}");
        var section = reader.Section("curves");
        var spec = new CurveSpec(section.NumberOrNull("width", width => width is > 0 and <= 1, "a share of the image's longer side, above 0 and at most 1") ?? CurveSpec.UsualWidth);
        section.RejectUnknown();
        return spec;
    }

    private static int ReadChannels(MapReader reader, InputKind kind, int fallback)
    {
        var channels = (int)reader.Integer("channels", fallback, 1, MostChannels);
        // Arrays and steps have channels of their own; a picture is grey or in colour.
        return kind == InputKind.Array || channels is 1 or 3 || reader.Find("steps") is not null
            ? channels
            : throw reader.Wrong("channels", reader.Find("channels")!, "1 (grey) or 3 (colour)");
    }

    private static ImageSize ReadSize(MapReader reader, Node node) => node switch
    {
        ScalarNode { Value: long and >= 1 and <= 16384 and var side } => new ImageSize((int)side, (int)side),
        ListNode { Items: [ScalarNode { Value: long and >= 1 and <= 16384 and var height }, ScalarNode { Value: long and >= 1 and <= 16384 and var width }] } => new ImageSize((int)height, (int)width),
        _ => throw reader.Wrong("size", node, "a number of pixels from 1 to 16384 or [height, width]"),
    };

    private static Normalization ReadNormalization(Node node)
    {
        const string path = "input.normalize";
        if (node is not MapNode)
        {
            return node is not ScalarNode scalar ? throw RecipeErrors.WrongValue(node, path, "none, imagenet, model or {mean: […], std: […]}") : scalar.Text switch
            {
                "none" => Normalization.None,
                "imagenet" => Normalization.ImageNet,
                "model" => Normalization.Model,
                _ => throw RecipeErrors.WrongWord(node, path, ["none", "imagenet", "model"]),
            };
        }

        var reader = new MapReader(node, path);
        var mean = ReadNumbers(reader, "mean", double.IsFinite, "one number or one for each channel");
        var std = ReadNumbers(reader, "std", number => number > 0 && double.IsFinite(number), "one number above 0 or one for each channel");
        reader.RejectUnknown();
        return Normalization.Custom(mean, std);
    }

    private static ValueList<double> ReadNumbers(MapReader reader, string key, Func<double, bool> isValid, string expected)
    {
        var node = reader.Require(key, expected);
        IReadOnlyList<Node> items = node is ListNode list ? list.Items : [node];
        if (items.Count is 0 or > MostChannels || items.Any(item => MapReader.ToNumber(item) is not { } number || !isValid(number)))
            throw reader.Wrong(key, node, expected);
        return [.. items.Select(item => MapReader.ToNumber(item)!.Value)];
    }

    private static ListNode Numbers(ValueList<double> numbers) => new(numbers.Select(number => Scalar(number)));

    private static Node Scalar(object? value) => new ScalarNode(value);
}
