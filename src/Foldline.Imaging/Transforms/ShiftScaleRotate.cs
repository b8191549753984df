using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Rotates and scales about the centre ((W-1)/2, (H-1)/2), then shifts; image and masks together, masks by nearest neighbour.
/// Recipe: <c>shift_scale_rotate: {shift: 0.0625, scale: 0.1, rotate: 10, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class ShiftScaleRotate : Transform
{
    /// <inheritdoc/>
    public override string Name => "shift_scale_rotate";

    /// <summary>Shift to the right as a fraction of the width.</summary>
    public ValueRange ShiftX { get; init; } = ValueRange.Symmetric(0.0625);

    /// <summary>Shift downwards as a fraction of the height.</summary>
    public ValueRange ShiftY { get; init; } = ValueRange.Symmetric(0.0625);

    /// <summary>Change of scale: factors lie in 1 + low to 1 + high.</summary>
    public ValueRange Scale { get; init; } = ValueRange.Symmetric(0.1);

    /// <summary>Angle in degrees, counter-clockwise.</summary>
    public ValueRange Rotate { get; init; } = ValueRange.Symmetric(45);

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var angle = Rotate.Draw(ref random);
        var scale = 1 + Scale.Draw(ref random);
        var shiftX = ShiftX.Draw(ref random);
        return new ShiftScaleRotateParameters(angle, scale, shiftX, ShiftY.Draw(ref random));
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<ShiftScaleRotateParameters>(parameters);
        var map = MapFor(drawn, input.Size);
        input.ReplaceImage(input.Image.WarpAffine(map, Warp));
        if (input.Masks.IsEmpty)
            return;

        var maskWarp = Warp with { Interpolation = Interpolation.Nearest, Fill = MaskFill };
        for (var i = 0; i < input.Masks.Length; i++)
            input.ReplaceMask(i, input.Masks[i].WarpAffine(map, maskWarp));
    }

    /// <summary>The map from input to output pixels.</summary>
    /// <param name="parameters">Drawn parameters.</param>
    /// <param name="size">Size of the image.</param>
    public static AffineMap MapFor(ShiftScaleRotateParameters parameters, ImageSize size) => AffineMap
        .RotationAbout((size.Width * 0.5) - 0.5, (size.Height * 0.5) - 0.5, parameters.Angle, parameters.Scale)
        .ThenShift(parameters.ShiftX * size.Width, parameters.ShiftY * size.Height);
}
