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
        ["ToFloat"] = item => (new ToFloat { MaxValue = item.Maybe("max_value") }, NoParameters.Instance),
        ["FromFloat"] = item => (new FromFloat(Enum.Parse<PixelType>(item.Word("dtype"), ignoreCase: true)) { MaxValue = item.Maybe("max_value") }, NoParameters.Instance),
        ["RGBShift"] = item => (new RgbShift(), new RgbShiftParameters(item.Number("r_shift"), item.Number("g_shift"), item.Number("b_shift"))),
        ["RandomGamma"] = item => (new RandomGamma(), new GammaParameters(item.Number("gamma"))),
        ["Posterize"] = item => (new Posterize(), new PosterizeParameters(item.Integers("num_bits"))),
        ["Solarize"] = item => (new Solarize(), new SolarizeParameters(item.Number("threshold"))),
        ["InvertImg"] = _ => (new InvertImg(), NoParameters.Instance),
        ["ChannelShuffle"] = item => (new ChannelShuffle(), new ChannelShuffleParameters(0) { Order = item.Integers("channels_shuffled") }),
        ["ChannelDropout"] = item => (new ChannelDropout { Fill = item.Number("fill_value") }, new ChannelDropoutParameters(0, 0) { Channels = item.Integers("channels_to_drop") }),
        ["ToGray"] = _ => (new ToGray(), NoParameters.Instance),
        ["ToSepia"] = _ => (new ToSepia(), NoParameters.Instance),
        ["ToRGB"] = _ => (new ToRgb(), NoParameters.Instance),
        ["HueSaturationValue"] = item => (new HueSaturationValue(), new HueSaturationValueParameters(item.Number("hue_shift"), item.Number("sat_shift"), item.Number("val_shift"))),
        ["ColorJitter"] = item => (new ColorJitter(), new ColorJitterParameters(
            item.Number("brightness"), item.Number("contrast"), item.Number("saturation"), item.Number("hue"), item.Integers("order"))),
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
