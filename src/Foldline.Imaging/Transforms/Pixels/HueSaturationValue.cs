namespace Foldline.Imaging;

/// <summary>
/// Shifts hue, saturation and value of a colour image; of a grey one the value alone. Shifts are in the units of the samples, see
/// <see cref="HueSaturationValueParameters"/>. Recipe: <c>hue_saturation_value: {hue: 20, saturation: 30, value: 20, p: 0.5}</c>.
/// Definition: albumentations 1.3.1 with OpenCV's 8-bit (hue 0 .. 179) and real HSV.
/// </summary>
public sealed class HueSaturationValue : Transform
{
    /// <inheritdoc/>
    public override string Name => "hue_saturation_value";

    /// <summary>Range of the hue's shift.</summary>
    public ValueRange Hue { get; init; } = ValueRange.Symmetric(20);

    /// <summary>Range of the saturation's shift.</summary>
    public ValueRange Saturation { get; init; } = ValueRange.Symmetric(30);

    /// <summary>Range of the value's shift.</summary>
    public ValueRange Value { get; init; } = ValueRange.Symmetric(20);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var hue = Hue.Draw(ref random);
        var saturation = Saturation.Draw(ref random);
        return new HueSaturationValueParameters(hue, saturation, Value.Draw(ref random));
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is 16-bit or has neither one nor three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (hue, saturation, value) = Expect<HueSaturationValueParameters>(parameters);
        input.RefuseUInt16(Name);
        input.RequireGrayOrRgb(Name);
        if (hue == 0 && saturation == 0 && value == 0)
            return;
        if (input.Channels == 1)
            ShiftGray(input, value);
        else if (input.PixelType == PixelType.UInt8)
            input.Rewrite((source, result) => ColorKernels.LookupHsv(
                source, result, PixelTable.PerChannel(HsvTables.Hue(hue), HsvTables.Plane(saturation), HsvTables.Plane(value))));
        else
            input.Rewrite((source, result) => ColorKernels.ShiftHsv(source, result, hue, saturation, value));
    }

    // Grey has no saturation, so that its way through HSV and back changes nothing but the value.
    private static void ShiftGray(TransformInput input, double value)
    {
        if (input.PixelType == PixelType.UInt8)
            input.ApplyTable(HsvTables.Plane(value));
        else if (value != 0)
            input.Rewrite((source, result) => ArithmeticKernels.Map(source, result, 1, value, clip: true));
    }
}
