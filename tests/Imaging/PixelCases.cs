using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Our transforms that change samples, with the explicit parameters of the reference cases.</summary>
internal static class PixelCases
{
    /// <summary>Kind of case to transform and parameters.</summary>
    public static Dictionary<string, Func<OracleCase, (Transform, TransformParameters)>> Table { get; } = new(StringComparer.Ordinal)
    {
        ["Normalize"] = item => (new Normalize(new PixelNormalization(item.Values("mean"), item.Values("std"), item.Number("max_pixel_value"))), NoParameters.Instance),
        ["RandomBrightnessContrast"] = item => (
            new RandomBrightnessContrast { ByMax = item.Flag("brightness_by_max") },
            new BrightnessContrastParameters(item.Number("alpha"), item.Number("beta"))),
    };

    /// <summary>Name of a step of a pipeline case to transform and parameters, from the short list of values.</summary>
    public static Dictionary<string, Func<JsonElement, (Transform, TransformParameters)>> Steps { get; } = new(StringComparer.Ordinal)
    {
        ["Normalize"] = step => step[1].GetString() == "imagenet"
            ? (new Normalize(PixelNormalization.ImageNet), NoParameters.Instance)
            : throw new NotSupportedException($"Unknown normalisation '{step[1]}'."),
        ["RandomBrightnessContrast"] = step => (new RandomBrightnessContrast(), new BrightnessContrastParameters(step[1][0].GetDouble(), step[1][1].GetDouble())),
    };
}
