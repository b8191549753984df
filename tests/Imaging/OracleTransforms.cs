using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Our transforms with the explicit parameters of the reference cases.</summary>
internal static class OracleTransforms
{
    private static readonly string[] Borders = ["constant", "replicate", "reflect", "wrap", "reflect_101"];

    public static (Transform Transform, TransformParameters Parameters) Create(string name, JsonElement parameters) => name switch
    {
        "Resize" => (new Resize(new ImageSize(parameters.GetProperty("height").GetInt32(), parameters.GetProperty("width").GetInt32()), InterpolationOf(parameters)), NoParameters.Instance),
        "HorizontalFlip" => (new HorizontalFlip(), NoParameters.Instance),
        "ShiftScaleRotate" => (CreateShiftScaleRotate(parameters), new ShiftScaleRotateParameters(
            parameters.GetProperty("angle").GetDouble(),
            parameters.GetProperty("scale").GetDouble(),
            parameters.GetProperty("dx").GetDouble(),
            parameters.GetProperty("dy").GetDouble())),
        "RandomBrightnessContrast" => (new RandomBrightnessContrast { ByMax = parameters.GetProperty("brightness_by_max").GetBoolean() },
            new BrightnessContrastParameters(parameters.GetProperty("alpha").GetDouble(), parameters.GetProperty("beta").GetDouble())),
        "Normalize" => (new Normalize(new PixelNormalization(Values(parameters, "mean"), Values(parameters, "std"), parameters.GetProperty("max_pixel_value").GetDouble())), NoParameters.Instance),
        _ => throw new NotSupportedException($"Unknown transform '{name}'."),
    };

    /// <summary>A step of a pipeline case: the name and its short list of values.</summary>
    public static (Transform Transform, TransformParameters Parameters) CreateStep(string name, JsonElement values) => name switch
    {
        "HorizontalFlip" => (new HorizontalFlip(), NoParameters.Instance),
        "ShiftScaleRotate" => (new ShiftScaleRotate(), new ShiftScaleRotateParameters(values[0].GetDouble(), values[1].GetDouble(), values[2].GetDouble(), values[3].GetDouble())),
        "RandomBrightnessContrast" => (new RandomBrightnessContrast(), new BrightnessContrastParameters(values[0].GetDouble(), values[1].GetDouble())),
        "Normalize" when values.GetString() == "imagenet" => (new Normalize(PixelNormalization.ImageNet), NoParameters.Instance),
        _ => throw new NotSupportedException($"Unknown step '{name}'."),
    };

    private static ShiftScaleRotate CreateShiftScaleRotate(JsonElement parameters) => new()
    {
        Warp = new WarpOptions
        {
            Interpolation = InterpolationOf(parameters),
            Border = (BorderMode)Array.IndexOf(Borders, parameters.GetProperty("border_mode").GetString()),
            Fill = Values(parameters, "value"),
        },
        MaskFill = Values(parameters, "mask_value"),
    };

    private static Interpolation InterpolationOf(JsonElement parameters) =>
        Enum.Parse<Interpolation>(parameters.GetProperty("interpolation").GetString()!, ignoreCase: true);

    private static ImmutableArray<double> Values(JsonElement parameters, string key) => parameters.GetProperty(key) switch
    {
        { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(value => value.GetDouble())],
        var single => [single.GetDouble()],
    };
}
