using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Our transforms that move pixels, with the explicit parameters of the reference cases.</summary>
internal static class GeometricCases
{
    /// <summary>Kind of case to transform and parameters.</summary>
    public static Dictionary<string, Func<OracleCase, (Transform, TransformParameters)>> Table { get; } = new(StringComparer.Ordinal)
    {
        ["Affine"] = CreateAffine,
        ["BboxFilter"] = item => (CreateCrop(item), NoParameters.Instance),
        ["CenterCrop"] = item => (new CenterCrop(SizeOf(item)), NoParameters.Instance),
        ["Crop"] = item => (CreateCrop(item), NoParameters.Instance),
        ["ElasticTransform"] = CreateElastic,
        ["Flip"] = item => (new Flip(), new FlipParameters(item.Integer("d"))),
        ["GridDistortion"] = CreateGrid,
        ["HmsResize"] = item => (new Resize(SizeOf(item), item.Interpolation()), NoParameters.Instance),
        ["HorizontalFlip"] = _ => (new HorizontalFlip(), NoParameters.Instance),
        ["KeypointFilter"] = item => (CreateCrop(item), NoParameters.Instance),
        ["Lambda"] = CreateLambda,
        ["LongestMaxSize"] = item => (new LongestMaxSize([item.Integer("max_size")], item.Interpolation()), new MaxSizeParameters(item.Integer("max_size"))),
        ["OpticalDistortion"] = item => (
            new OpticalDistortion { Warp = item.Warp() },
            new OpticalParameters(item.Number("k"), item.Integer("dx"), item.Integer("dy"))),
        ["PadIfNeeded"] = CreatePad,
        ["Perspective"] = CreatePerspective,
        ["RandomCrop"] = item => (
            new RandomCrop(SizeOf(item)),
            new CropParameters(item.Integer("height"), item.Integer("width"), item.Number("h_start"), item.Number("w_start"))),
        ["RandomResizedCrop"] = item => (new RandomResizedCrop(SizeOf(item), item.Interpolation()), CropOf(item)),
        ["RandomRotate90"] = item => (new RandomRotate90(), new QuarterTurnParameters(item.Integer("factor"))),
        ["RandomScale"] = item => (new RandomScale { Interpolation = item.Interpolation() }, new ScaleParameters(item.Number("scale"))),
        ["RandomSizedCrop"] = item => (new RandomSizedCrop(SizeOf(item), item.Interpolation()) { MinHeight = 1, MaxHeight = 1 }, CropOf(item)),
        ["Resize"] = item => (new Resize(SizeOf(item), item.Interpolation()), NoParameters.Instance),
        ["Rotate"] = item => (
            new Rotate { Warp = item.Warp(), MaskFill = item.Values("mask_value"), BoxRotation = BoxRotationOf(item), CropBorder = item.Flag("crop_border") },
            new RotateParameters(item.Number("angle"))),
        ["SafeRotate"] = item => (new SafeRotate { Warp = item.Warp(), MaskFill = item.Values("mask_value") }, new RotateParameters(item.Number("angle"))),
        ["SetiDropout"] = CreateSquareDropout,
        ["SetiTransform"] = CreateNormalAffine,
        ["ShiftScaleRotate"] = item => (
            new ShiftScaleRotate { Warp = item.Warp(), MaskFill = item.Values("mask_value"), BoxRotation = BoxRotationOf(item) },
            new ShiftScaleRotateParameters(item.Number("angle"), item.Number("scale"), item.Number("dx"), item.Number("dy"))),
        ["SmallestMaxSize"] = item => (new SmallestMaxSize([item.Integer("max_size")], item.Interpolation()), new MaxSizeParameters(item.Integer("max_size"))),
        ["Transpose"] = _ => (new Transpose(), NoParameters.Instance),
        ["VerticalFlip"] = _ => (new VerticalFlip(), NoParameters.Instance),
    };

    /// <summary>Name of a step of a pipeline case to transform and parameters, from the short list of values and the size before the step.</summary>
    public static Dictionary<string, Func<JsonElement, ImageSize, (Transform, TransformParameters)>> Steps { get; } = new(StringComparer.Ordinal)
    {
        ["CenterCrop"] = (step, _) => (new CenterCrop(new ImageSize(step[1][0].GetInt32(), step[1][1].GetInt32())), NoParameters.Instance),
        ["HorizontalFlip"] = (_, _) => (new HorizontalFlip(), NoParameters.Instance),
        ["LongestMaxSize"] = (step, _) => (
            new LongestMaxSize([step[1].GetInt32()], Enum.Parse<Interpolation>(step[2].GetString()!, ignoreCase: true)),
            new MaxSizeParameters(step[1].GetInt32())),
        ["PadIfNeeded"] = CreatePadStep,
        ["RandomRotate90"] = (step, _) => (new RandomRotate90(), new QuarterTurnParameters(step[1].GetInt32())),
        ["ShiftScaleRotate"] = (step, _) => (
            new ShiftScaleRotate(),
            new ShiftScaleRotateParameters(step[1][0].GetDouble(), step[1][1].GetDouble(), step[1][2].GetDouble(), step[1][3].GetDouble())),
        ["Transpose"] = (_, _) => (new Transpose(), NoParameters.Instance),
        ["VerticalFlip"] = (_, _) => (new VerticalFlip(), NoParameters.Instance),
    };

    private static ImageSize SizeOf(OracleCase item) => new(item.Integer("height"), item.Integer("width"));

    private static BoxRotation BoxRotationOf(OracleCase item) => Enum.Parse<BoxRotation>(item.Word("rotate_method").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static CropParameters CropOf(OracleCase item) =>
        new(item.Integer("crop_height"), item.Integer("crop_width"), item.Number("h_start"), item.Number("w_start"));

    private static Crop CreateCrop(OracleCase item)
    {
        Assert.True(item.Kind == "Crop" || item.Word("op") == "Crop", $"Unknown operation in {item.Id}.");
        return new Crop(item.Integer("x_min"), item.Integer("y_min"), item.Integer("x_max"), item.Integer("y_max"));
    }

    // A pair by axis, one number for both, or nothing.
    private static (double X, double Y) Axes(OracleCase item, string key, double neutral)
    {
        if (!item.Parameters.TryGetProperty(key, out var value))
            return (neutral, neutral);
        return value.ValueKind == JsonValueKind.Object
            ? (value.GetProperty("x").GetDouble(), value.GetProperty("y").GetDouble())
            : (value.GetDouble(), value.GetDouble());
    }

    private static (Transform, TransformParameters) CreateAffine(OracleCase item)
    {
        var (scale, shear) = (Axes(item, "scale", 1), Axes(item, "shear", 0));
        var (pixels, shares) = (Axes(item, "translate_px", 0), Axes(item, "translate_percent", 0));
        var transform = new Affine
        {
            Warp = item.Warp("mode", "cval"),
            MaskInterpolation = item.Interpolation("mask_interpolation"),
            MaskFill = item.Values("cval_mask"),
            FitOutput = item.Flag("fit_output"),
        };
        var rotate = item.Parameters.TryGetProperty("rotate", out var angle) ? angle.GetDouble() : 0;
        return (transform, new AffineParameters(
            scale.X, scale.Y, pixels.X + (shares.X * item.Size.Width), pixels.Y + (shares.Y * item.Size.Height), rotate, shear.X, shear.Y));
    }

    private static (Transform, TransformParameters) CreateElastic(OracleCase item)
    {
        var map = item.Arrays["p_affine"].As<double>();
        return (
            new ElasticTransform { Warp = item.Warp() },
            new ElasticField(new AffineMap(map[0], map[1], map[2], map[3], map[4], map[5]), item.Arrays["p_dx"].As<float>(), item.Arrays["p_dy"].As<float>()));
    }

    private static (Transform, TransformParameters) CreateGrid(OracleCase item)
    {
        var (x, y) = (item.Values("drawn_x"), item.Values("drawn_y"));
        if (item.Flag("normalized"))
            (x, y) = ([.. GridDistortion.Normalize([.. x], item.Size.Width)], [.. GridDistortion.Normalize([.. y], item.Size.Height)]);
        Assert.All(x.Zip(item.Values("stepsx")), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.All(y.Zip(item.Values("stepsy")), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        return (new GridDistortion { Warp = item.Warp() }, new GridParameters(x, y));
    }

    private static (Transform, TransformParameters) CreateLambda(OracleCase item)
    {
        Assert.Equal(("255 - floor(x/2)", "3*m", "all four normalised coordinates halved"), (item.Word("image"), item.Word("mask"), item.Word("bbox")));
        return (
            new Lambda("lambda")
            {
                Image = image => image.Lookup(PixelTable.From(value => 255 - (value / 2))),
                Mask = mask => mask.Lookup(PixelTable.From(value => 3 * value)),
                Box = box => new BoundingBox(box.Left / 2, box.Top / 2, box.Right / 2, box.Bottom / 2),
            },
            NoParameters.Instance);
    }

    private static (Transform, TransformParameters) CreatePad(OracleCase item)
    {
        var position = item.Parameters.TryGetProperty("position", out var word) ? word.GetString()! : "center";
        int? Least(string key) => item.Parameters.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : null;
        var transform = new PadIfNeeded
        {
            MinHeight = Least("min_height"),
            MinWidth = Least("min_width"),
            HeightDivisor = Least("pad_height_divisor") ?? 1,
            WidthDivisor = Least("pad_width_divisor") ?? 1,
            Position = Enum.Parse<PadPosition>(position.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            Border = item.Warp(),
            MaskFill = item.Values("mask_value"),
        };
        return (transform, Drawn(transform, item.Size));
    }

    private static (Transform, TransformParameters) CreatePadStep(JsonElement step, ImageSize size)
    {
        var border = step[2].GetString()!.Split(' ');
        var transform = new PadIfNeeded
        {
            MinHeight = step[1][0].GetInt32(),
            MinWidth = step[1][1].GetInt32(),
            Border = new WarpOptions { Border = OracleCase.BorderOf(border[0]), Fill = [.. border.Skip(1).Select(double.Parse)] },
        };
        return (transform, Drawn(transform, size));
    }

    private static TransformParameters Drawn(Transform transform, ImageSize size)
    {
        var random = CounterRandom.For(0);
        return transform.Draw(ref random, size);
    }

    private static (Transform, TransformParameters) CreatePerspective(OracleCase item) => (
        new Perspective { Warp = item.Warp("pad_mode", "pad_val"), KeepSize = item.Flag("keep_size"), FitOutput = item.Flag("fit_output") },
        new PerspectiveParameters(item.Values("jitter")));

    private static (Transform, TransformParameters) CreateSquareDropout(OracleCase item)
    {
        var centres = item.Parameters.GetProperty("centres_xy").EnumerateArray().ToList();
        return (
            new SquareDropout { SizeFraction = item.Number("size_fraction") },
            new SquareDropoutParameters([.. centres.Select(centre => centre[0].GetInt32())], [.. centres.Select(centre => centre[1].GetInt32())]));
    }

    private static (Transform, TransformParameters) CreateNormalAffine(OracleCase item)
    {
        var drawn = new NormalAffineParameters(
            item.Number("rotation"), item.Number("shear"), item.Number("height_zoom"), item.Number("width_zoom"), item.Number("height_shift"), item.Number("width_shift"));
        var found = NormalAffine.MatrixFor(drawn);
        Assert.All(item.Arrays["p_matrix"].As<float>().Take(6).Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
        return (new NormalAffine(), drawn);
    }
}
