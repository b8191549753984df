using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

[Trait("kind", "oracle")]
public sealed class TransformOracleTests : LeakCheck
{
    private const string Index = "imaging/transforms/index";

    private static readonly string[] Implemented = ["Resize", "HorizontalFlip", "ShiftScaleRotate", "RandomBrightnessContrast", "Normalize"];

    // Transforms that are not part of Foldline yet; a kind in neither list fails the test below.
    private static readonly string[] Later =
    [
        "Affine", "BboxFilter", "Blur", "CLAHE", "CenterCrop", "ChannelDropout", "ChannelShuffle", "CoarseDropout", "ColorJitter", "Crop",
        "CutMix", "Cutout", "Downscale", "ElasticTransform", "Emboss", "Equalize", "FDA", "Flip", "FromFloat", "GaussNoise", "GaussianBlur",
        "GridDistortion", "GridDropout", "HistogramMatching", "HmsLogZScore", "HmsResize", "HmsWindow", "HueSaturationValue", "ISONoise",
        "ImageCompression", "InvertImg", "KeypointFilter", "Lambda", "LongestMaxSize", "MaskDropout", "MedianBlur", "MixUp", "MotionBlur",
        "MultiplicativeNoise", "OpticalDistortion", "PadIfNeeded", "Perspective", "Posterize", "RGBShift", "RandomCrop", "RandomGamma",
        "RandomResizedCrop", "RandomRotate90", "RandomScale", "RandomSizedCrop", "Rotate", "SafeRotate", "SetiDropout", "SetiTransform",
        "Sharpen", "SmallestMaxSize", "Solarize", "SpectrogramMask", "TfAdjustBrightness", "TfAdjustContrast", "TfAdjustHue",
        "TfAdjustSaturation", "ToFloat", "ToGray", "ToRGB", "ToSepia", "Transpose", "UnsharpMask", "VerticalFlip",
    ];

    public static TheoryData<string> Single => new(Oracle.Cases(Index)
        .Where(item => Implemented.Contains(item.GetProperty("transform").GetString()))
        .Select(item => item.GetProperty("id").GetString()!));

    public static TheoryData<string> Pipelines => new(Oracle.Cases(Index)
        .Where(item => item.GetProperty("transform").GetString() == "Pipeline")
        .Where(item => Steps(item).All(step => Implemented.Contains(step[0].GetString())))
        .Select(item => item.GetProperty("id").GetString()!));

    [Fact]
    public void Index_HasOnlyKnownTransforms()
    {
        string[] known = [.. Implemented, .. Later, "Pipeline"];
        Assert.All(Oracle.Cases(Index), item => Assert.Contains(item.GetProperty("transform").GetString()!, known));
    }

    [Theory]
    [MemberData(nameof(Single))]
    public void Apply_GivesTheReferencePixels(string id)
    {
        var item = Oracle.Case(Index, id);
        var step = OracleTransforms.Create(item.GetProperty("transform").GetString()!, item.GetProperty("params"));
        Check(item, [step]);
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Apply_StepsInARow_GivesTheReferencePixels(string id)
    {
        var item = Oracle.Case(Index, id);
        Check(item, [.. Steps(item).Where(IsTaken).Select(step => OracleTransforms.CreateStep(step[0].GetString()!, step[1]))]);
    }

    private static IEnumerable<JsonElement> Steps(JsonElement item) => item.GetProperty("params").GetProperty("steps").EnumerateArray();

    private static bool IsTaken(JsonElement step) =>
        step[1].ValueKind != JsonValueKind.Null && !(step[1].ValueKind == JsonValueKind.Number && step[1].GetInt32() == 0);

    private static void Check(JsonElement item, IReadOnlyList<(Transform Transform, TransformParameters Parameters)> steps)
    {
        var arrays = NpzFile.Read(Path.Combine(Oracle.Folder, "imaging", "transforms", item.GetProperty("file").GetString()!));
        var hasMask = item.GetProperty("inputs").TryGetProperty("mask", out _);
        var image = Arrays.ToImage(arrays["image"]);
        Image[] masks = hasMask ? [Arrays.ToImage(arrays["mask"])] : [];
        using var input = TransformInput.Owning(image, masks);
        foreach (var (transform, parameters) in steps)
            transform.Apply(input, parameters);

        Arrays.AssertClose(arrays["out_image"], input.Image, Tolerance(item, "image"));
        if (hasMask)
            Arrays.AssertClose(arrays["out_mask"], input.Masks[0], Tolerance(item, "mask"));
    }

    private static double Tolerance(JsonElement item, string target)
    {
        var tolerance = item.GetProperty("tolerance").GetProperty(target);
        return tolerance.GetProperty("kind").GetString() switch
        {
            "exact" => 0,
            "abs" => tolerance.GetProperty("max").GetDouble(),
            var other => throw new NotSupportedException($"Unknown tolerance '{other}'."),
        };
    }
}
