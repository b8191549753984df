using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>The transforms of <see cref="ImageTransforms.Table"/> that change samples and leave the geometry alone.</summary>
public static class PixelTransforms
{

    /// <summary>Name and factory of each, for the table.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows { get; } =
    [
        new("normalize", CreateNormalize),
        new("random_brightness_contrast", CreateBrightnessContrast),
        new("to_float", arguments => new ToFloat { MaxValue = MaxValue(arguments), Probability = arguments.Probability(1) }),
        new("from_float", CreateFromFloat),
        new("rgb_shift", CreateRgbShift),
        new("random_gamma", CreateGamma),
        new("posterize", CreatePosterize),
        new("solarize", CreateSolarize),
        new("invert_img", arguments => new InvertImg { Probability = arguments.Probability(0.5) }),
        new("channel_shuffle", arguments => new ChannelShuffle { Probability = arguments.Probability(0.5) }),
        new("channel_dropout", CreateChannelDropout),
        new("to_gray", arguments => new ToGray { Probability = arguments.Probability(0.5) }),
        new("to_sepia", arguments => new ToSepia { Probability = arguments.Probability(0.5) }),
        new("to_rgb", arguments => new ToRgb { Probability = arguments.Probability(1) }),
        new("hue_saturation_value", CreateHueSaturationValue),
        new("color_jitter", CreateColorJitter),
        .. FilterTransforms.Rows,
        .. DropoutTransforms.Rows,
        .. AdaptationTransforms.Rows,
    ];

    private static RandomBrightnessContrast CreateBrightnessContrast(PartArguments arguments) => new()
    {
        Brightness = arguments.Range("brightness", ValueRange.Symmetric(0.2)),
        Contrast = arguments.Range("contrast", ValueRange.Symmetric(0.2)),
        ByMax = arguments.GetBool("by_max", true),
        Probability = arguments.Probability(0.5),
    };

    private static Normalize CreateNormalize(PartArguments arguments)
    {
        var preset = arguments.GetWord("preset", ["imagenet", "none"], "imagenet");
        var normalization = preset == "none" ? PixelNormalization.None : PixelNormalization.ImageNet;
        var maximum = arguments.Has("max") ? arguments.GetDouble("max") : normalization.MaxPixelValue;
        return new Normalize(new PixelNormalization(
            arguments.GetDoubles("mean", normalization.Mean),
            arguments.GetDoubles("std", normalization.Std),
            maximum));
    }

    private static double? MaxValue(PartArguments arguments)
    {
        if (!arguments.Has("max"))
            return null;
        var max = arguments.GetDouble("max");
        return max > 0 && double.IsFinite(max) ? max : throw arguments.Invalid("max", "a number above 0");
    }

    private static FromFloat CreateFromFloat(PartArguments arguments)
    {
        var type = arguments.GetWord("type", ["uint8", "uint16"], "uint16");
        return new FromFloat(type == "uint8" ? PixelType.UInt8 : PixelType.UInt16)
        {
            MaxValue = MaxValue(arguments),
            Probability = arguments.Probability(1),
        };
    }

    private static RgbShift CreateRgbShift(PartArguments arguments) => new()
    {
        Red = arguments.Range("red", ValueRange.Symmetric(20)),
        Green = arguments.Range("green", ValueRange.Symmetric(20)),
        Blue = arguments.Range("blue", ValueRange.Symmetric(20)),
        Probability = arguments.Probability(0.5),
    };

    private static RandomGamma CreateGamma(PartArguments arguments)
    {
        var gamma = arguments.GetDoubles("gamma", [80, 120]);
        if (gamma is not ([> 0] or [> 0, > 0]) || gamma[0] > gamma[^1] || !double.IsFinite(gamma[^1]))
            throw arguments.Invalid("gamma", "one number above 0 or [low, high], in percent");
        return new RandomGamma { Gamma = new ValueRange(gamma[0], gamma[^1]), Probability = arguments.Probability(0.5) };
    }

    private static Posterize CreatePosterize(PartArguments arguments)
    {
        var bits = new CountRange(0, 8);
        var all = arguments.Counts("bits", new CountRange(4, 4), bits);
        string[] colors = ["red", "green", "blue"];
        ImmutableArray<CountRange> each = colors.Any(arguments.Has) ? [.. colors.Select(color => arguments.Counts(color, all, bits))] : [all];
        return new Posterize { Bits = each, Probability = arguments.Probability(0.5) };
    }

    private static Solarize CreateSolarize(PartArguments arguments)
    {
        var threshold = arguments.GetDoubles("threshold", [128]);
        if (threshold is not ([_] or [_, _]) || !(threshold[0] <= threshold[^1]))
            throw arguments.Invalid("threshold", "one number or [low, high]");
        return new Solarize { Threshold = new ValueRange(threshold[0], threshold[^1]), Probability = arguments.Probability(0.5) };
    }

    private static ChannelDropout CreateChannelDropout(PartArguments arguments) => new()
    {
        Count = arguments.Counts("count", new CountRange(1, 1), new CountRange(1, int.MaxValue)),
        Fill = arguments.GetDouble("fill", 0),
        Probability = arguments.Probability(0.5),
    };

    private static HueSaturationValue CreateHueSaturationValue(PartArguments arguments) => new()
    {
        Hue = arguments.Range("hue", ValueRange.Symmetric(20)),
        Saturation = arguments.Range("saturation", ValueRange.Symmetric(30)),
        Value = arguments.Range("value", ValueRange.Symmetric(20)),
        Probability = arguments.Probability(0.5),
    };

    private static ColorJitter CreateColorJitter(PartArguments arguments) => new()
    {
        Brightness = Factor(arguments, "brightness"),
        Contrast = Factor(arguments, "contrast"),
        Saturation = Factor(arguments, "saturation"),
        Hue = HueShift(arguments),
        Probability = arguments.Probability(0.5),
    };

    // One number v means 1 - v to 1 + v, but not below 0.
    private static ValueRange Factor(PartArguments arguments, string key)
    {
        var limits = arguments.GetDoubles(key, [0.2]);
        var range = limits is [var v] ? new ValueRange(Math.Max(0, 1 - v), 1 + v) : limits is [var low, var high] ? new ValueRange(low, high) : default;
        return limits.Length is 1 or 2 && range.Low >= 0 && range.Low <= range.High && double.IsFinite(range.High) && limits[^1] >= 0
            ? range
            : throw arguments.Invalid(key, "one number of at least 0 or [low, high]");
    }

    private static ValueRange HueShift(PartArguments arguments)
    {
        var range = arguments.Range("hue", ValueRange.Symmetric(0.2));
        return range.Low >= -0.5 && range.High <= 0.5 ? range : throw arguments.Invalid("hue", "one number or [low, high] within -0.5 to 0.5");
    }
}
