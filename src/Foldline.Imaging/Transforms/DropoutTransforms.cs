using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>The rows of <see cref="PixelTransforms"/> that add noise or fill parts of the image.</summary>
internal static class DropoutTransforms
{
    private static readonly ValueRange NotNegative = new(0, double.MaxValue);
    private static readonly CountRange AnyCount = new(0, 100_000);

    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows { get; } =
    [
        new("gauss_noise", CreateGaussNoise),
        new("multiplicative_noise", CreateMultiplicativeNoise),
        new("iso_noise", CreateIsoNoise),
        new("coarse_dropout", CreateCoarseDropout),
        new("cutout", CreateCutout),
        new("grid_dropout", CreateGridDropout),
        new("mask_dropout", CreateMaskDropout),
        new("spectrogram_mask", CreateSpectrogramMask),
    ];

    private static GaussNoise CreateGaussNoise(PartArguments arguments) => new()
    {
        Variance = arguments.RangeFrom("variance", 0, new ValueRange(10, 50), NotNegative),
        Mean = arguments.GetDouble("mean", 0),
        PerChannel = arguments.GetBool("per_channel", true),
        Probability = arguments.Probability(0.5),
    };

    private static MultiplicativeNoise CreateMultiplicativeNoise(PartArguments arguments)
    {
        var factor = arguments.GetDoubles("factor", [0.9, 1.1]);
        if (factor is not ([>= 0] or [>= 0, >= 0]) || factor[0] > factor[^1] || !double.IsFinite(factor[^1]))
            throw arguments.Invalid("factor", "one number of at least 0 or [low, high]");
        return new MultiplicativeNoise
        {
            Factor = new ValueRange(factor[0], factor[^1]),
            PerChannel = arguments.GetBool("per_channel", false),
            Elementwise = arguments.GetBool("elementwise", false),
            Probability = arguments.Probability(0.5),
        };
    }

    private static IsoNoise CreateIsoNoise(PartArguments arguments) => new()
    {
        ColorShift = arguments.RangeFrom("color_shift", 0, new ValueRange(0.01, 0.05), new ValueRange(0, 1)),
        Intensity = arguments.RangeFrom("intensity", 0, new ValueRange(0.1, 0.5), new ValueRange(0, 100)),
        Probability = arguments.Probability(0.5),
    };

    private static CoarseDropout CreateCoarseDropout(PartArguments arguments) => new()
    {
        Count = arguments.Counts("holes", new CountRange(8, 8), AnyCount),
        Height = SideOf(arguments, "height"),
        Width = SideOf(arguments, "width"),
        Fill = FillOf(arguments, "fill", [0]),
        MaskFill = FillOf(arguments, "mask_fill", []),
        Probability = arguments.Probability(0.5),
    };

    // Numbers below 1 are fractions of the image's side, others pixels; one number is the length of all.
    private static HoleSide SideOf(PartArguments arguments, string key)
    {
        var lengths = arguments.GetDoubles(key, [8]);
        var fractions = lengths.All(length => length is > 0 and < 1);
        var pixels = lengths.All(length => length >= 1 && length == Math.Floor(length) && length <= int.MaxValue);
        return lengths.Length is 1 or 2 && (fractions || pixels) && lengths[0] <= lengths[^1]
            ? new HoleSide(lengths[0], lengths[^1], fractions)
            : throw arguments.Invalid(key, "one length or [low, high]: pixels of at least 1, or fractions between 0 and 1");
    }

    private static Cutout CreateCutout(PartArguments arguments) => new()
    {
        Count = arguments.CountWithin("holes", 8, 0, AnyCount.High),
        Height = arguments.CountWithin("height", 8, 1),
        Width = arguments.CountWithin("width", 8, 1),
        Fill = FillOf(arguments, "fill", [0]),
        Probability = arguments.Probability(0.5),
    };

    private static GridDropout CreateGridDropout(PartArguments arguments)
    {
        var ratio = arguments.GetDouble("ratio", 0.5);
        return new GridDropout
        {
            Ratio = ratio is > 0 and <= 1 ? ratio : throw arguments.Invalid("ratio", "a number above 0 and up to 1"),
            Unit = arguments.Has("unit") ? arguments.Counts("unit", default, new CountRange(2, int.MaxValue - 1)) : null,
            HolesX = arguments.Has("holes_x") ? arguments.CountWithin("holes_x", null, 1) : null,
            HolesY = arguments.Has("holes_y") ? arguments.CountWithin("holes_y", null, 1) : null,
            ShiftX = arguments.CountWithin("shift_x", 0, 0),
            ShiftY = arguments.CountWithin("shift_y", 0, 0),
            RandomOffset = arguments.GetBool("random_offset", false),
            Fill = FillOf(arguments, "fill", [0]),
            MaskFill = FillOf(arguments, "mask_fill", []),
            Probability = arguments.Probability(0.5),
        };
    }

    private static MaskDropout CreateMaskDropout(PartArguments arguments) => new()
    {
        Count = arguments.Counts("objects", new CountRange(1, 1), AnyCount, 1),
        Fill = FillOf(arguments, "fill", [0]),
        MaskFill = FillOf(arguments, "mask_fill", [0]),
        Probability = arguments.Probability(0.5),
    };

    private static SpectrogramMask CreateSpectrogramMask(PartArguments arguments) => new()
    {
        TimeBands = arguments.CountWithin("time_bands", 1, 0, AnyCount.High),
        TimeWidth = arguments.CountWithin("time_width", 20, 0),
        FrequencyBands = arguments.CountWithin("frequency_bands", 1, 0, AnyCount.High),
        FrequencyWidth = arguments.CountWithin("frequency_width", 10, 0),
        Fill = arguments.GetRaw("fill") is "mean" ? null : arguments.GetDouble("fill", 0),
        Probability = arguments.Probability(0.5),
    };

    private static ImmutableArray<double> FillOf(PartArguments arguments, string key, ImmutableArray<double> fallback) =>
        arguments.Has(key) ? arguments.Fill(key) : fallback;
}
