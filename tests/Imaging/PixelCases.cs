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
        ["Blur"] = item => (new Blur(), new KernelSizeParameters(item.Integer("ksize"))),
        ["MedianBlur"] = item => (new MedianBlur(), new KernelSizeParameters(item.Integer("ksize"))),
        ["GaussianBlur"] = item => (new GaussianBlur(), new GaussianBlurParameters(item.Integer("ksize"), item.Number("sigma"))),
        ["MotionBlur"] = item => (new MotionBlur(), MotionBlurOf(item)),
        ["Sharpen"] = item => (new Sharpen(), new SharpenParameters(item.Number("alpha"), item.Number("lightness"))),
        ["Emboss"] = item => (new Emboss(), new EmbossParameters(item.Number("alpha"), item.Number("strength"))),
        ["UnsharpMask"] = item => (
            new UnsharpMask { Threshold = item.Number("threshold") },
            new UnsharpMaskParameters(item.Integer("ksize"), item.Number("sigma"), item.Number("alpha"))),
        ["Downscale"] = item => (
            new Downscale { Down = item.Interpolation("downscale"), Up = item.Interpolation("upscale") },
            new DownscaleParameters(item.Number("scale"))),
        // The reference hands RGB to the codec as if it were BGR; see docs/reference-differences.md.
        ["ImageCompression"] = item => (
            new ImageCompression { Format = item.Word("image_type") == ".jpg" ? ImageFormat.Jpeg : ImageFormat.WebP, AsBgr = true },
            new ImageCompressionParameters(item.Integer("quality"))),
        ["CLAHE"] = item => (
            new Clahe { Across = item.Integers("tile_grid_size")[0], Down = item.Integers("tile_grid_size")[1] },
            new ClaheParameters(item.Number("clip_limit"))),
        ["Equalize"] = item => (
            new Equalize
            {
                Mode = item.Word("mode") == "cv" ? EqualizeMode.OpenCv : EqualizeMode.Pillow,
                ByChannels = item.Flag("by_channels"),
                ByMask = item.Arrays.ContainsKey("p_mask"),
            },
            NoParameters.Instance),
    };

    /// <summary>Name of a step of a pipeline case to transform and parameters, from the short list of values and the size before the step.</summary>
    public static Dictionary<string, Func<JsonElement, ImageSize, (Transform, TransformParameters)>> Steps { get; } = new(StringComparer.Ordinal)
    {
        ["Normalize"] = (step, _) => step[1].GetString() == "imagenet"
            ? (new Normalize(PixelNormalization.ImageNet), NoParameters.Instance)
            : throw new NotSupportedException($"Unknown normalisation '{step[1]}'."),
        ["RandomBrightnessContrast"] = (step, _) => (new RandomBrightnessContrast(), new BrightnessContrastParameters(step[1][0].GetDouble(), step[1][1].GetDouble())),
    };

    private static MotionBlurParameters MotionBlurOf(OracleCase item)
    {
        var ends = item.Integers("line");
        return new MotionBlurParameters(item.Integer("ksize"), ends[0], ends[1], ends[2], ends[3]);
    }
}
