using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Our transforms that move pixels, with the explicit parameters of the reference cases.</summary>
internal static class GeometricCases
{
    /// <summary>Kind of case to transform and parameters.</summary>
    public static Dictionary<string, Func<OracleCase, (Transform, TransformParameters)>> Table { get; } = new(StringComparer.Ordinal)
    {
        ["HorizontalFlip"] = _ => (new HorizontalFlip(), NoParameters.Instance),
        ["Resize"] = item => (new Resize(new ImageSize(item.Integer("height"), item.Integer("width")), item.Interpolation()), NoParameters.Instance),
        ["ShiftScaleRotate"] = item => (
            new ShiftScaleRotate { Warp = item.Warp(), MaskFill = item.Values("mask_value"), BoxRotation = BoxRotationOf(item) },
            new ShiftScaleRotateParameters(item.Number("angle"), item.Number("scale"), item.Number("dx"), item.Number("dy"))),
    };

    /// <summary>Name of a step of a pipeline case to transform and parameters, from the short list of values.</summary>
    public static Dictionary<string, Func<JsonElement, (Transform, TransformParameters)>> Steps { get; } = new(StringComparer.Ordinal)
    {
        ["HorizontalFlip"] = _ => (new HorizontalFlip(), NoParameters.Instance),
        ["ShiftScaleRotate"] = step => (
            new ShiftScaleRotate(),
            new ShiftScaleRotateParameters(step[1][0].GetDouble(), step[1][1].GetDouble(), step[1][2].GetDouble(), step[1][3].GetDouble())),
    };

    private static BoxRotation BoxRotationOf(OracleCase item) => Enum.Parse<BoxRotation>(item.Word("rotate_method").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
