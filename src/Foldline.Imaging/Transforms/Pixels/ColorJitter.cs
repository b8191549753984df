namespace Foldline.Imaging;

/// <summary>
/// Brightness, contrast, saturation and hue in a random order; grey images take the first two. Recipe:
/// <c>color_jitter: {brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.2, p: 0.5}</c>; a number v means factors from 1 - v to 1 + v
/// (hue: shifts from -v to v), [low, high] is taken as it is. Definition: albumentations 1.3.1, which follows torchvision.
/// </summary>
public sealed class ColorJitter : Transform
{
    /// <inheritdoc/>
    public override string Name => "color_jitter";

    /// <summary>Range of the brightness factor.</summary>
    public ValueRange Brightness { get; init; } = new(0.8, 1.2);

    /// <summary>Range of the contrast factor.</summary>
    public ValueRange Contrast { get; init; } = new(0.8, 1.2);

    /// <summary>Range of the saturation factor.</summary>
    public ValueRange Saturation { get; init; } = new(0.8, 1.2);

    /// <summary>Range of the hue's shift, within -0.5 to 0.5 of the circle.</summary>
    public ValueRange Hue { get; init; } = ValueRange.Symmetric(0.2);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var brightness = Brightness.Draw(ref random);
        var contrast = Contrast.Draw(ref random);
        var saturation = Saturation.Draw(ref random);
        var hue = Hue.Draw(ref random);
        int[] order = [0, 1, 2, 3];
        random.Shuffle<int>(order);
        return new ColorJitterParameters(brightness, contrast, saturation, hue, [.. order]);
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is 16-bit or has neither one nor three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<ColorJitterParameters>(parameters);
        input.RefuseUInt16(Name);
        input.RequireGrayOrRgb(Name);
        foreach (var step in drawn.Order)
        {
            switch (step)
            {
                case 0: ApplyBrightness(input, drawn.Brightness); break;
                case 1: ApplyContrast(input, drawn.Contrast); break;
                case 2: ApplySaturation(input, drawn.Saturation); break;
                default: ApplyHue(input, drawn.Hue); break;
            }
        }
    }

    private static void ApplyBrightness(TransformInput input, double factor)
    {
        if (factor != 1)
            ApplyLinear(input, factor, 0);
    }

    private static void ApplyContrast(TransformInput input, double factor)
    {
        if (factor == 1)
            return;
        var mean = ColorKernels.GrayMean(input.Image);
        // Without contrast the rounded mean remains, also of real numbers (0 or 1): that is how the reference defines factor 0.
        ApplyLinear(input, factor, factor == 0 ? Math.Floor(mean + 0.5) : mean * (1 - factor));
    }

    private static void ApplySaturation(TransformInput input, double factor)
    {
        if (factor == 1 || input.Channels == 1)
            return;
        if (factor == 0)
            input.Rewrite(ColorKernels.Gray);
        else
            input.Rewrite((source, result) => ColorKernels.Saturation(source, result, factor));
    }

    private static void ApplyHue(TransformInput input, double shift)
    {
        if (shift == 0 || input.Channels == 1)
            return;
        if (input.PixelType == PixelType.UInt8)
            input.Rewrite((source, result) => ColorKernels.LookupHsv(
                source, result, PixelTable.PerChannel(HsvTables.Hue(180 * shift), PixelTable.Identity, PixelTable.Identity)));
        else
            input.Rewrite((source, result) => ColorKernels.ShiftHsv(source, result, 360 * shift, 0, 0));
    }

    private static void ApplyLinear(TransformInput input, double factor, double offset)
    {
        if (input.PixelType == PixelType.UInt8)
            input.ApplyTable(PixelTable.From(value => (value * factor) + offset));
        else
            input.Rewrite((source, result) => ArithmeticKernels.Map(source, result, factor, offset, clip: true));
    }
}
