using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>Recipe names of the transforms that move pixels.</summary>
internal static class GeometricTransforms
{
    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows =>
    [
        new("horizontal_flip", arguments => new HorizontalFlip { Probability = arguments.Probability(0.5) }),
        new("resize", arguments => new Resize(arguments.Size(), arguments.Interpolation()) { Probability = arguments.Probability(1) }),
        new("shift_scale_rotate", CreateShiftScaleRotate),
    ];

    private static ShiftScaleRotate CreateShiftScaleRotate(PartArguments arguments)
    {
        var shift = arguments.Range("shift", ValueRange.Symmetric(0.0625));
        return new ShiftScaleRotate
        {
            ShiftX = arguments.Range("shift_x", shift),
            ShiftY = arguments.Range("shift_y", shift),
            Scale = arguments.Range("scale", ValueRange.Symmetric(0.1)),
            Rotate = arguments.Range("rotate", ValueRange.Symmetric(45)),
            Warp = arguments.Warp(),
            MaskFill = MaskFill(arguments),
            BoxRotation = BoxRotationOf(arguments),
            Probability = arguments.Probability(0.5),
        };
    }

    private static ImmutableArray<double> MaskFill(PartArguments arguments) => arguments.GetDoubles("mask_fill", []);

    private static BoxRotation BoxRotationOf(PartArguments arguments) =>
        arguments.GetWord("box_rotation", ["largest_box", "ellipse"], "largest_box") == "ellipse" ? BoxRotation.Ellipse : BoxRotation.LargestBox;
}
