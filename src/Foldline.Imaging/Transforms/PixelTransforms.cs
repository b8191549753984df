namespace Foldline.Imaging;

/// <summary>Recipe names of the transforms that change samples and leave pixels in their place.</summary>
internal static class PixelTransforms
{
    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows =>
    [
        new("normalize", CreateNormalize),
        new("random_brightness_contrast", CreateBrightnessContrast),
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
}
