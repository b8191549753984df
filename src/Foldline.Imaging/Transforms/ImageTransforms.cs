namespace Foldline.Imaging;

/// <summary>The table of transforms that recipes name.</summary>
public static class ImageTransforms
{
    private static readonly string[] Interpolations = ["nearest", "linear", "cubic", "area", "lanczos4"];
    private static readonly string[] Borders = ["constant", "replicate", "reflect", "wrap", "reflect_101"];

    /// <summary>All built-in transforms: name to factory. Ranges are one number (symmetric) or [low, high].</summary>
    public static PartTable<Transform> Table { get; } = new("transform",
    [
        new("resize", CreateResize),
        new("horizontal_flip", arguments => new HorizontalFlip { Probability = Probability(arguments, 0.5) }),
        new("shift_scale_rotate", CreateShiftScaleRotate),
        new("random_brightness_contrast", CreateBrightnessContrast),
        new("normalize", CreateNormalize),
    ]);

    private static Resize CreateResize(PartArguments arguments)
    {
        var size = new ImageSize(Side(arguments, "height"), Side(arguments, "width"));
        return new Resize(size, InterpolationOf(arguments)) { Probability = Probability(arguments, 1) };
    }

    private static ShiftScaleRotate CreateShiftScaleRotate(PartArguments arguments)
    {
        var shift = Range(arguments, "shift", ValueRange.Symmetric(0.0625));
        var border = arguments.GetWord("border", Borders, "reflect_101");
        return new ShiftScaleRotate
        {
            ShiftX = Range(arguments, "shift_x", shift),
            ShiftY = Range(arguments, "shift_y", shift),
            Scale = Range(arguments, "scale", ValueRange.Symmetric(0.1)),
            Rotate = Range(arguments, "rotate", ValueRange.Symmetric(45)),
            Warp = new WarpOptions
            {
                Interpolation = InterpolationOf(arguments),
                Border = (BorderMode)Array.IndexOf(Borders, border),
                Fill = arguments.GetDoubles("fill", []),
            },
            MaskFill = arguments.GetDoubles("mask_fill", []),
            Probability = Probability(arguments, 0.5),
        };
    }

    private static RandomBrightnessContrast CreateBrightnessContrast(PartArguments arguments) => new()
    {
        Brightness = Range(arguments, "brightness", ValueRange.Symmetric(0.2)),
        Contrast = Range(arguments, "contrast", ValueRange.Symmetric(0.2)),
        ByMax = arguments.GetBool("by_max", true),
        Probability = Probability(arguments, 0.5),
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

    private static int Side(PartArguments arguments, string key)
    {
        var side = arguments.GetInt32(key);
        return side >= 1 ? side : throw arguments.Invalid(key, "a number of pixels of at least 1");
    }

    private static Interpolation InterpolationOf(PartArguments arguments) =>
        (Interpolation)Array.IndexOf(Interpolations, arguments.GetWord("interpolation", Interpolations, "linear"));

    private static double Probability(PartArguments arguments, double fallback)
    {
        var probability = arguments.GetDouble("p", fallback);
        return probability is >= 0 and <= 1 ? probability : throw arguments.Invalid("p", "a number from 0 to 1");
    }

    private static ValueRange Range(PartArguments arguments, string key, ValueRange fallback)
    {
        if (!arguments.Has(key))
            return fallback;
        var limits = arguments.GetDoubles(key);
        return limits switch
        {
            [var limit] when double.IsFinite(limit) => ValueRange.Symmetric(limit),
            [var low, var high] when low <= high && double.IsFinite(high - low) => new ValueRange(low, high),
            _ => throw arguments.Invalid(key, "one number or [low, high] with low not above high"),
        };
    }
}
