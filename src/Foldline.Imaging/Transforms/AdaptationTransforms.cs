using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>The rows of <see cref="PixelTransforms"/> for spectrograms, TensorFlow's colours and reference pictures.</summary>
internal static class AdaptationTransforms
{
    private static readonly ValueRange NotNegative = new(0, double.MaxValue);

    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows { get; } =
    [
        new("tf_adjust_brightness", CreateTfBrightness),
        new("tf_adjust_contrast", CreateTfContrast),
        new("tf_adjust_saturation", CreateTfSaturation),
        new("tf_adjust_hue", CreateTfHue),
        new("log_z_score", CreateLogZScore),
        new("min_max", arguments => new MinMax { PerChannel = arguments.GetBool("per_channel", false), Probability = arguments.Probability(1) }),
        new("time_window", CreateTimeWindow),
        new("fda", CreateFda),
        new("histogram_matching", CreateHistogramMatching),
    ];

    private static TfAdjustBrightness CreateTfBrightness(PartArguments arguments) =>
        new() { Delta = arguments.Range("delta", ValueRange.Symmetric(0.1)), Probability = arguments.Probability(1) };

    private static TfAdjustContrast CreateTfContrast(PartArguments arguments) =>
        new() { Factor = arguments.RangeFrom("factor", 1, new ValueRange(0.8, 1.2), NotNegative), Probability = arguments.Probability(1) };

    private static TfAdjustSaturation CreateTfSaturation(PartArguments arguments) =>
        new() { Factor = arguments.RangeFrom("factor", 1, new ValueRange(0.7, 1.3), NotNegative), Probability = arguments.Probability(1) };

    private static TfAdjustHue CreateTfHue(PartArguments arguments)
    {
        var delta = arguments.Range("delta", ValueRange.Symmetric(0.1));
        return delta.Low >= -1 && delta.High <= 1
            ? new TfAdjustHue { Delta = delta, Probability = arguments.Probability(1) }
            : throw arguments.Invalid("delta", "one number or [low, high] within -1 to 1");
    }

    private static LogZScore CreateLogZScore(PartArguments arguments)
    {
        var low = arguments.Positive("low", Math.Exp(-4));
        var high = arguments.Positive("high", Math.Exp(8));
        return new LogZScore
        {
            Clip = low < high ? new ValueRange(low, high) : throw arguments.Invalid("high", "a number above 'low'"),
            Epsilon = arguments.Positive("epsilon", 1e-6),
            Probability = arguments.Probability(1),
        };
    }

    private static TimeWindow CreateTimeWindow(PartArguments arguments) => new()
    {
        OffsetSeconds = arguments.CountWithin("offset", 0, 0),
        SecondsPerColumn = arguments.CountWithin("seconds_per_column", 2, 1),
        Columns = arguments.CountWithin("columns", 300, 1),
        Probability = arguments.Probability(1),
    };

    private static Fda CreateFda(PartArguments arguments) => new(ReferencesOf(arguments))
    {
        Beta = arguments.RangeFrom("beta", 0, new ValueRange(0, 0.1), new ValueRange(0, 0.5)),
        Probability = arguments.Probability(0.5),
    };

    private static HistogramMatching CreateHistogramMatching(PartArguments arguments) => new(ReferencesOf(arguments))
    {
        Blend = arguments.RangeFrom("blend", 0, new ValueRange(0.5, 1), new ValueRange(0, 1)),
        Probability = arguments.Probability(0.5),
    };

    private static ImmutableArray<ReferencePicture> ReferencesOf(PartArguments arguments)
    {
        var paths = arguments.GetStrings("references");
        return paths.IsEmpty ? throw arguments.Invalid("references", "at least one picture file") : [.. paths.Select(ReferencePicture.Read)];
    }
}
