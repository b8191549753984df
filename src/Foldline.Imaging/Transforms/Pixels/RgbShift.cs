namespace Foldline.Imaging;

/// <summary>
/// Adds a number to each colour channel, clipped, integers cut off. Recipe: <c>rgb_shift: {red: 20, green: 20, blue: 20, p: 0.5}</c>; the
/// numbers are in the units of the samples (0 .. 255 for 8-bit, 0 .. 1 for reals). Definition: albumentations 1.3.1.
/// </summary>
public sealed class RgbShift : Transform
{
    /// <inheritdoc/>
    public override string Name => "rgb_shift";

    /// <summary>Range of the first channel's shift.</summary>
    public ValueRange Red { get; init; } = ValueRange.Symmetric(20);

    /// <summary>Range of the second channel's shift.</summary>
    public ValueRange Green { get; init; } = ValueRange.Symmetric(20);

    /// <summary>Range of the third channel's shift.</summary>
    public ValueRange Blue { get; init; } = ValueRange.Symmetric(20);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var red = Red.Draw(ref random);
        var green = Green.Draw(ref random);
        return new RgbShiftParameters(red, green, Blue.Draw(ref random));
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has not three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (red, green, blue) = Expect<RgbShiftParameters>(parameters);
        input.RequireRgb(Name);
        if (input.PixelType == PixelType.UInt8)
            input.ApplyTable(red == green && green == blue ? Table(red) : PixelTable.PerChannel(Table(red), Table(green), Table(blue)));
        else
            input.Rewrite((source, result) => ArithmeticKernels.MapChannels(source, result, [1, 1, 1], [red, green, blue], clip: true));
    }

    // In 32-bit arithmetic, as the reference does.
    private static PixelTable Table(double shift) => PixelTable.From(value => (float)(value + (float)shift));
}
