using Foldline.Pipelines.Yaml;
using Foldline.Training.Averaging;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads and writes <c>train.ema</c>; the keys of timm's averages are named as there.</summary>
internal static class EmaSection
{
    /// <summary>Where the section stands in a recipe.</summary>
    public const string Path = "train.ema";

    private const string KindKey = "kind";

    private static readonly (string Word, AverageKind Value)[] Kinds =
        [("standard", AverageKind.Standard), ("timm_v2", AverageKind.TimmV2), ("timm_v3", AverageKind.TimmV3)];

    /// <summary>Whether one section says another kind than the one that it is laid over, whose keys then do not apply.</summary>
    /// <param name="below">The section below.</param>
    /// <param name="above">The section above it.</param>
    public static bool ChangesKind(Node below, Node above) => above is MapNode upper && upper.Find(KindKey) is ScalarNode { Text: var kind } && kind != KindOf(below);

    /// <summary>A section without the keys of its kind alone, when a key changes the kind.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key that is set.</param>
    /// <param name="value">Its new value.</param>
    public static MapNode WithoutOwnKeys(MapNode section, string key, Node value) => key == KindKey && value is ScalarNode { Text: var kind } && kind != KindOf(section)
        ? section with { Entries = [.. section.Entries.Where(entry => entry.Key is KindKey or "decay")] }
        : section;

    /// <summary>Every key of any kind.</summary>
    public static MapNode AllKeys => Kinds.Aggregate(
        new MapNode([], default),
        (all, kind) => ToNode(new AverageOptions { Kind = kind.Value }).Entries.Aggregate(all, (map, entry) => map.With(entry.Key, entry.Value)));

    /// <summary>Reads the section; a key of another kind counts as unknown.</summary>
    /// <param name="reader">Reader of its map.</param>
    /// <exception cref="FoldlineException">FL6004 to FL6006.</exception>
    public static AverageOptions Read(MapReader reader)
    {
        static bool IsFraction(double number) => number is >= 0 and <= 1;
        static bool IsPositive(double number) => number > 0 && double.IsFinite(number);
        var kind = reader.Word(KindKey, AverageKind.Standard, Kinds);
        var defaults = new AverageOptions { Kind = kind, Decay = kind == AverageKind.Standard ? 0.999 : 0.9999 };
        var options = defaults with { Decay = reader.NumberOrNull("decay", decay => decay is >= 0 and < 1, "a number from 0 to below 1") ?? defaults.Decay };
        if (kind == AverageKind.Standard)
            options = options with { IsDynamic = reader.Bool("dynamic", defaults.IsDynamic) };
        if (kind == AverageKind.TimmV3)
        {
            options = options with
            {
                UpdateAfter = reader.Integer("update_after_step", 0, 0, long.MaxValue),
                WarmsUp = reader.Bool("use_warmup", false),
                Gamma = reader.NumberOrNull("warmup_gamma", IsPositive, "a number above 0") ?? defaults.Gamma,
                Power = reader.NumberOrNull("warmup_power", IsPositive, "a number above 0") ?? defaults.Power,
                LeastDecay = reader.NumberOrNull("min_decay", IsFraction, "a number from 0 to 1") ?? defaults.LeastDecay,
                ExcludesBuffers = reader.Bool("exclude_buffers", false),
            };
        }

        reader.RejectUnknown();
        return options;
    }

    /// <summary>The section with every value of its kind spelt out.</summary>
    public static MapNode ToNode(AverageOptions options)
    {
        var start = new MapNode((KindKey, new ScalarNode(Kinds.First(row => row.Value == options.Kind).Word)), ("decay", new ScalarNode(options.Decay)));
        return options.Kind switch
        {
            AverageKind.Standard => start.With("dynamic", new ScalarNode(options.IsDynamic)),
            AverageKind.TimmV3 => start
                .With("update_after_step", new ScalarNode(options.UpdateAfter))
                .With("use_warmup", new ScalarNode(options.WarmsUp))
                .With("warmup_gamma", new ScalarNode(options.Gamma))
                .With("warmup_power", new ScalarNode(options.Power))
                .With("min_decay", new ScalarNode(options.LeastDecay))
                .With("exclude_buffers", new ScalarNode(options.ExcludesBuffers)),
            _ => start,
        };
    }

    private static string KindOf(Node section) => (section as MapNode)?.Find(KindKey) is ScalarNode { IsNull: false, Text: var kind } ? kind : Kinds[0].Word;
}
