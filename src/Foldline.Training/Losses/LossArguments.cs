using System.Collections.Immutable;

namespace Foldline.Training.Losses;

/// <summary>Arguments that several losses have.</summary>
internal static class LossArguments
{
    /// <summary>A number from 0 to 1.</summary>
    public static double Share(this PartArguments arguments, string key, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value is >= 0 and <= 1 ? value : throw arguments.Invalid(key, "a number from 0 to 1");
    }

    /// <summary>A finite number of at least some bound.</summary>
    public static double AtLeast(this PartArguments arguments, string key, double bound, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value >= bound && double.IsFinite(value) ? value : throw arguments.Invalid(key, $"a number of at least {bound}");
    }

    /// <summary>A finite number above some bound.</summary>
    public static double Above(this PartArguments arguments, string key, double bound, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value > bound && double.IsFinite(value) ? value : throw arguments.Invalid(key, $"a number above {bound}");
    }

    /// <summary>Weights that are not negative; none when the key is absent.</summary>
    public static ImmutableArray<double> Weights(this PartArguments arguments, string key)
    {
        var weights = arguments.GetDoubles(key, []);
        return weights.All(weight => weight >= 0) ? weights : throw arguments.Invalid(key, "a number of at least 0 for each class");
    }

    /// <summary>The number that marks targets to leave out; null when the key is absent.</summary>
    public static long? IgnoreIndex(this PartArguments arguments) => arguments.Has("ignore_index") ? arguments.GetInt64("ignore_index") : null;

    /// <summary>What the channels are.</summary>
    public static SegmentationMode Mode(this PartArguments arguments) => arguments.GetWord("mode", ["binary", "multiclass", "multilabel"]) switch
    {
        "binary" => SegmentationMode.Binary,
        "multiclass" => SegmentationMode.Multiclass,
        _ => SegmentationMode.Multilabel,
    };
}
