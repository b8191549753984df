using System.Collections.Immutable;
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
        ["GaussNoise"] = item => (new GaussNoise(), new GaussNoiseParameters(0, 0) { Noise = item.Field("p_noise") }),
        ["MultiplicativeNoise"] = item => (new MultiplicativeNoise(), new MultiplicativeNoiseParameters(0) { Factors = item.Field("p_multiplier") }),
        ["ISONoise"] = item => (new IsoNoise(), new IsoNoiseParameters(item.Number("color_shift"), item.Number("intensity"), 0)
        {
            HueNoise = item.Field("p_color_noise"),
            LightnessNoise = item.Field("p_luminance_noise"),
        }),
        ["CoarseDropout"] = item => (new CoarseDropout { Fill = item.Values("fill_value"), MaskFill = item.Values("mask_fill_value") }, HolesOf(item)),
        ["Cutout"] = item => (new Cutout { Fill = item.Values("fill_value") }, HolesOf(item)),
        ["GridDropout"] = GridDropoutOf,
        ["MaskDropout"] = item => (
            new MaskDropout { Fill = item.Values("image_fill_value"), MaskFill = item.Values("mask_fill_value") },
            new MaskDropoutParameters(0, 0) { Labels = item.Integers("drop_labels") }),
        ["SpectrogramMask"] = item => (
            new SpectrogramMask { Fill = item.Word("fill") == "mean" ? null : item.Number("fill_value") },
            new SpectrogramMaskParameters(BandsOf(item, "time_bands"), BandsOf(item, "frequency_bands"))),
        ["TfAdjustBrightness"] = item => (new TfAdjustBrightness(), new TfColorParameters(item.Number("delta"))),
        ["TfAdjustContrast"] = item => (new TfAdjustContrast(), new TfColorParameters(item.Number("contrast_factor"))),
        ["TfAdjustSaturation"] = item => (new TfAdjustSaturation(), new TfColorParameters(item.Number("saturation_factor"))),
        ["TfAdjustHue"] = item => (new TfAdjustHue(), new TfColorParameters(item.Number("delta"))),
        ["HmsLogZScore"] = item => (
            new LogZScore { Clip = new ValueRange(item.Values("clip")[0], item.Values("clip")[1]), Epsilon = item.Number("eps") },
            NoParameters.Instance),
        ["HmsWindow"] = item => (WindowOf(item), NoParameters.Instance),
        ["FDA"] = item => (new Fda([ReferenceOf(item)]), new ReferenceParameters(0, item.Number("beta"))),
        ["HistogramMatching"] = item => (new HistogramMatching([ReferenceOf(item)]), new ReferenceParameters(0, item.Number("blend_ratio"))),
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

    private static HoleParameters HolesOf(OracleCase item) =>
        new([.. item.Integers("holes").Chunk(4).Select(hole => new PixelBox(hole[0], hole[1], hole[2], hole[3]))]);

    private static ImmutableArray<PixelBand> BandsOf(OracleCase item, string key) =>
        [.. item.Integers(key).Chunk(2).Select(band => new PixelBand(band[0], band[1]))];

    // The holes follow from the arguments; the listed ones must be the same.
    private static (Transform, TransformParameters) GridDropoutOf(OracleCase item)
    {
        var transform = new GridDropout
        {
            Ratio = item.Number("ratio"),
            HolesX = (int?)item.Maybe("holes_number_x"),
            HolesY = (int?)item.Maybe("holes_number_y"),
            ShiftX = (int)(item.Maybe("shift_x") ?? 0),
            ShiftY = (int)(item.Maybe("shift_y") ?? 0),
            Fill = [item.Maybe("fill_value") ?? 0],
            MaskFill = item.Values("mask_fill_value"),
        };
        var random = CounterRandom.For(1);
        var drawn = Assert.IsType<HoleParameters>(transform.Draw(ref random, item.Size));
        Assert.Equal(HolesOf(item).Holes, drawn.Holes);
        return (transform, drawn);
    }

    private static ReferencePicture ReferenceOf(OracleCase item)
    {
        using var image = Arrays.ToImage(item.Arrays["p_reference"]);
        return new ReferencePicture(image);
    }

    // Too late an offset leaves fewer columns: the reference slices what is there, Foldline refuses, so that such a case takes what is there.
    private static TimeWindow WindowOf(OracleCase item)
    {
        var window = new TimeWindow
        {
            OffsetSeconds = item.Integer("offset_seconds"),
            SecondsPerColumn = item.Integer("seconds_per_column"),
            Columns = item.Integer("window_columns"),
        };
        if (item.Integer("available") == window.Columns)
            return window;
        using var input = OracleTargets.Open(item);
        Assert.Equal("FL3018", Assert.Throws<FoldlineException>(() => window.Apply(input, NoParameters.Instance)).Code);
        return new TimeWindow { OffsetSeconds = window.OffsetSeconds, SecondsPerColumn = window.SecondsPerColumn, Columns = item.Integer("available") };
    }
}
