using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>Recipe names of the transforms that move pixels.</summary>
public static class GeometricTransforms
{
    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows =>
    [
        new("affine", CreateAffine),
        new("center_crop", arguments => new CenterCrop(arguments.Size()) { Probability = arguments.Probability(1) }),
        new("crop", CreateCrop),
        new("elastic_transform", CreateElastic),
        new("flip", arguments => new Flip { Probability = arguments.Probability(0.5) }),
        new("grid_distortion", CreateGrid),
        new("horizontal_flip", arguments => new HorizontalFlip { Probability = arguments.Probability(0.5) }),
        new("longest_max_size", arguments => new LongestMaxSize(arguments.Sides("size"), arguments.Interpolation()) { Probability = arguments.Probability(1) }),
        new("normal_affine", CreateNormalAffine),
        new("optical_distortion", CreateOptical),
        new("pad_if_needed", CreatePad),
        new("perspective", CreatePerspective),
        new("random_crop", arguments => new RandomCrop(arguments.Size()) { Probability = arguments.Probability(1) }),
        new("random_resized_crop", CreateResizedCrop),
        new("random_rotate_90", arguments => new RandomRotate90 { Probability = arguments.Probability(0.5) }),
        new("random_scale", CreateScale),
        new("random_sized_crop", CreateSizedCrop),
        new("resize", arguments => new Resize(arguments.Size(), arguments.Interpolation()) { Probability = arguments.Probability(1) }),
        new("rotate", CreateRotate),
        new("safe_rotate", CreateSafeRotate),
        new("shift_scale_rotate", CreateShiftScaleRotate),
        new("smallest_max_size", arguments => new SmallestMaxSize(arguments.Sides("size"), arguments.Interpolation()) { Probability = arguments.Probability(1) }),
        new("square_dropout", CreateSquareDropout),
        new("transpose", arguments => new Transpose { Probability = arguments.Probability(0.5) }),
        new("vertical_flip", arguments => new VerticalFlip { Probability = arguments.Probability(0.5) }),
    ];

    private static Affine CreateAffine(PartArguments arguments)
    {
        string[] keys = ["scale", "scale_x", "scale_y", "translate", "translate_x", "translate_y", "translate_px", "rotate", "shear", "shear_x", "shear_y"];
        var given = keys.Any(arguments.Has);
        var scale = arguments.Factors("scale", given ? new ValueRange(1, 1) : new ValueRange(0.9, 1.1));
        var pixels = arguments.Has("translate_px");
        if (pixels && arguments.Has("translate"))
            throw arguments.Invalid("translate_px", "absent, as 'translate' is given");
        var translate = pixels ? arguments.Integers("translate_px") : arguments.Range("translate", given ? default : ValueRange.Symmetric(0.1));
        var shear = arguments.Range("shear", given ? default : ValueRange.Symmetric(10));
        return new Affine
        {
            ScaleX = arguments.Factors("scale_x", scale),
            ScaleY = arguments.Factors("scale_y", scale),
            KeepRatio = arguments.GetBool("keep_ratio", false),
            TranslateX = pixels ? translate : arguments.Range("translate_x", translate),
            TranslateY = pixels ? translate : arguments.Range("translate_y", translate),
            TranslatesPixels = pixels,
            Rotate = arguments.Range("rotate", given ? default : ValueRange.Symmetric(15)),
            ShearX = arguments.Range("shear_x", shear),
            ShearY = arguments.Range("shear_y", shear),
            FitOutput = arguments.GetBool("fit_output", false),
            Warp = arguments.Warp(BorderMode.Constant),
            MaskInterpolation = arguments.Interpolation("mask_interpolation", Interpolation.Nearest),
            MaskFill = MaskFill(arguments),
            Probability = arguments.Probability(0.5),
        };
    }

    private static Crop CreateCrop(PartArguments arguments)
    {
        var (left, top) = (arguments.Count("left", 0, 0), arguments.Count("top", 0, 0));
        return new Crop(left, top, arguments.Count("right", left + 1), arguments.Count("bottom", top + 1)) { Probability = arguments.Probability(1) };
    }

    private static ElasticTransform CreateElastic(PartArguments arguments) => new()
    {
        Alpha = arguments.Positive("alpha", 1),
        Sigma = arguments.Positive("sigma", 50),
        AlphaAffine = arguments.NotNegative("alpha_affine", 50),
        Approximate = arguments.GetBool("approximate", false),
        SameShifts = arguments.GetBool("same_shifts", false),
        Warp = arguments.Warp(),
        MaskFill = MaskFill(arguments),
        Probability = arguments.Probability(0.5),
    };

    private static GridDistortion CreateGrid(PartArguments arguments) => new()
    {
        Steps = arguments.Count("steps", 1, 5),
        Limit = arguments.Range("limit", ValueRange.Symmetric(0.3)),
        Normalized = arguments.GetBool("normalized", false),
        Warp = arguments.Warp(),
        MaskFill = MaskFill(arguments),
        Probability = arguments.Probability(0.5),
    };

    private static OpticalDistortion CreateOptical(PartArguments arguments) => new()
    {
        Limit = arguments.Range("limit", ValueRange.Symmetric(0.05)),
        Shift = arguments.Range("shift", ValueRange.Symmetric(0.05)),
        Warp = arguments.Warp(),
        MaskFill = MaskFill(arguments),
        Probability = arguments.Probability(0.5),
    };

    private static PadIfNeeded CreatePad(PartArguments arguments)
    {
        string[] positions = ["center", "top_left", "top_right", "bottom_left", "bottom_right", "random"];
        var (byHeight, byWidth) = (arguments.Has("height_divisor"), arguments.Has("width_divisor"));
        return new PadIfNeeded
        {
            MinHeight = byHeight ? null : arguments.Count("min_height", 1, 1024),
            MinWidth = byWidth ? null : arguments.Count("min_width", 1, 1024),
            HeightDivisor = arguments.Count("height_divisor", 1, 1),
            WidthDivisor = arguments.Count("width_divisor", 1, 1),
            Position = (PadPosition)Array.IndexOf(positions, arguments.GetWord("position", positions, "center")),
            Border = arguments.Warp(),
            MaskFill = MaskFill(arguments),
            Probability = arguments.Probability(1),
        };
    }

    private static Perspective CreatePerspective(PartArguments arguments) => new()
    {
        Scale = arguments.UnitRange("scale", new ValueRange(0.05, 0.1)),
        KeepSize = arguments.GetBool("keep_size", true),
        FitOutput = arguments.GetBool("fit_output", false),
        Warp = arguments.Warp(BorderMode.Constant),
        MaskFill = arguments.Has("mask_fill") ? MaskFill(arguments) : null,
        Probability = arguments.Probability(0.5),
    };

    private static RandomResizedCrop CreateResizedCrop(PartArguments arguments) => new(arguments.Size(), arguments.Interpolation())
    {
        Scale = arguments.Factors("scale", new ValueRange(0.08, 1)),
        Ratio = arguments.Factors("ratio", new ValueRange(3.0 / 4, 4.0 / 3)),
        Probability = arguments.Probability(1),
    };

    private static RandomScale CreateScale(PartArguments arguments) => new()
    {
        Scale = arguments.Range("scale", ValueRange.Symmetric(0.1)),
        Interpolation = arguments.Interpolation(),
        Probability = arguments.Probability(0.5),
    };

    private static RandomSizedCrop CreateSizedCrop(PartArguments arguments)
    {
        var least = arguments.Count("min_height", 1);
        return new RandomSizedCrop(arguments.Size(), arguments.Interpolation())
        {
            MinHeight = least,
            MaxHeight = arguments.Count("max_height", least),
            WidthToHeight = arguments.Positive("width_to_height", 1),
            Probability = arguments.Probability(1),
        };
    }

    private static Rotate CreateRotate(PartArguments arguments) => new()
    {
        Limit = arguments.Range("limit", ValueRange.Symmetric(90)),
        Warp = arguments.Warp(),
        MaskFill = MaskFill(arguments),
        BoxRotation = BoxRotationOf(arguments),
        CropBorder = arguments.GetBool("crop_border", false),
        Probability = arguments.Probability(0.5),
    };

    private static SafeRotate CreateSafeRotate(PartArguments arguments) => new()
    {
        Limit = arguments.Range("limit", ValueRange.Symmetric(90)),
        Warp = arguments.Warp(),
        MaskFill = MaskFill(arguments),
        Probability = arguments.Probability(0.5),
    };

    private static SquareDropout CreateSquareDropout(PartArguments arguments) => new()
    {
        Count = arguments.Count("count", 0, 8),
        SizeFraction = arguments.NotNegative("size", 0.05),
        Probability = arguments.Probability(0.5),
    };

    private static NormalAffine CreateNormalAffine(PartArguments arguments) => new()
    {
        Rotation = arguments.NotNegative("rotation", 0),
        Shear = arguments.NotNegative("shear", 2),
        Zoom = arguments.Positive("zoom", 8),
        Shift = arguments.NotNegative("shift", 8),
        Probability = arguments.Probability(1),
    };

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
