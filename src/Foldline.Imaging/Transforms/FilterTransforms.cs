namespace Foldline.Imaging;

/// <summary>The rows of <see cref="PixelTransforms"/> that look at neighbours or at the whole histogram.</summary>
internal static class FilterTransforms
{
    private static readonly CountRange DefaultSizes = new(3, 7);
    private static readonly ValueRange Share = new(0, 1);
    private static readonly ValueRange NotNegative = new(0, double.MaxValue);

    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows { get; } =
    [
        new("blur", arguments => new Blur { Size = arguments.Counts("size", DefaultSizes, new CountRange(1, int.MaxValue), 3), Probability = arguments.Probability(0.5) }),
        new("median_blur", arguments => new MedianBlur { Size = OddSizes(arguments, 1), Probability = arguments.Probability(0.5) }),
        new("gaussian_blur", CreateGaussianBlur),
        new("motion_blur", arguments => new MotionBlur { Size = OddSizes(arguments, 3), Probability = arguments.Probability(0.5) }),
        new("sharpen", CreateSharpen),
        new("emboss", CreateEmboss),
        new("unsharp_mask", CreateUnsharpMask),
        new("downscale", CreateDownscale),
        new("image_compression", CreateImageCompression),
        new("clahe", CreateClahe),
        new("equalize", CreateEqualize),
    ];

    // Odd sizes, from 3 if one number is given.
    private static CountRange OddSizes(PartArguments arguments, int least)
    {
        var sizes = arguments.Counts("size", DefaultSizes, new CountRange(least, int.MaxValue), 3);
        return sizes.Low % 2 == 1 && sizes.High % 2 == 1 ? sizes : throw arguments.Invalid("size", "an odd number or [low, high], both odd");
    }

    private static GaussianBlur CreateGaussianBlur(PartArguments arguments)
    {
        var sizes = arguments.Counts("size", DefaultSizes, new CountRange(0, int.MaxValue), 0);
        var sigma = arguments.RangeFrom("sigma", 0, new ValueRange(0, 0), NotNegative);
        if (sizes.High == 0 && sigma.High == 0)
            throw arguments.Invalid("sigma", "a number above 0 when 'size' is 0");
        return new GaussianBlur { Size = sizes, Sigma = sigma, Probability = arguments.Probability(0.5) };
    }

    private static Sharpen CreateSharpen(PartArguments arguments) => new()
    {
        Alpha = arguments.RangeFrom("alpha", 0, new ValueRange(0.2, 0.5), Share),
        Lightness = arguments.RangeFrom("lightness", 0, new ValueRange(0.5, 1), NotNegative),
        Probability = arguments.Probability(0.5),
    };

    private static Emboss CreateEmboss(PartArguments arguments) => new()
    {
        Alpha = arguments.RangeFrom("alpha", 0, new ValueRange(0.2, 0.5), Share),
        Strength = arguments.RangeFrom("strength", 0, new ValueRange(0.2, 0.7), NotNegative),
        Probability = arguments.Probability(0.5),
    };

    private static UnsharpMask CreateUnsharpMask(PartArguments arguments) => new()
    {
        Size = OddSizes(arguments, 1),
        Sigma = arguments.RangeFrom("sigma", 0, new ValueRange(0, 0), NotNegative),
        Alpha = arguments.RangeFrom("alpha", 0, new ValueRange(0.2, 0.5), Share),
        Threshold = arguments.RangeFrom("threshold", 0, new ValueRange(0, 10), new ValueRange(0, 255)).High,
        Probability = arguments.Probability(0.5),
    };

    private static Downscale CreateDownscale(PartArguments arguments)
    {
        var scale = arguments.GetDoubles("scale", [0.25]);
        if (scale is not ([> 0 and < 1] or [> 0 and < 1, > 0 and < 1]) || scale[0] > scale[^1])
            throw arguments.Invalid("scale", "one number or [low, high] between 0 and 1");
        return new Downscale
        {
            Scale = new ValueRange(scale[0], scale[^1]),
            Down = arguments.Interpolation("down", Interpolation.Nearest),
            Up = arguments.Interpolation("up", Interpolation.Nearest),
            Probability = arguments.Probability(0.5),
        };
    }

    private static ImageCompression CreateImageCompression(PartArguments arguments) => new()
    {
        Quality = arguments.Counts("quality", new CountRange(99, 100), new CountRange(1, 100)),
        Format = arguments.GetWord("format", ["jpeg", "webp"], "jpeg") == "jpeg" ? ImageFormat.Jpeg : ImageFormat.WebP,
        AsBgr = arguments.GetWord("channel_order", ["rgb", "bgr"], "rgb") == "bgr",
        Probability = arguments.Probability(0.5),
    };

    private static Clahe CreateClahe(PartArguments arguments) => new()
    {
        ClipLimit = arguments.RangeFrom("clip_limit", 1, new ValueRange(1, 4), new ValueRange(1, double.MaxValue)),
        Across = arguments.CountWithin("across", 8, 1, 256),
        Down = arguments.CountWithin("down", 8, 1, 256),
        Probability = arguments.Probability(0.5),
    };

    private static Equalize CreateEqualize(PartArguments arguments) => new()
    {
        Mode = arguments.GetWord("mode", ["cv", "pil"], "cv") == "cv" ? EqualizeMode.OpenCv : EqualizeMode.Pillow,
        ByChannels = arguments.GetBool("by_channels", true),
        ByMask = arguments.GetBool("by_mask", false),
        Probability = arguments.Probability(0.5),
    };
}
