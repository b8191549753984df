namespace Foldline.Imaging;

/// <summary>
/// Contrast and brightness: <c>x * alpha + beta * max</c> (or <c>* mean</c>), clipped; 8-bit images by a table whose entries are truncated.
/// Masks are left alone. Recipe: <c>random_brightness_contrast: {brightness: 0.2, contrast: 0.2, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class RandomBrightnessContrast : Transform
{
    /// <inheritdoc/>
    public override string Name => "random_brightness_contrast";

    /// <summary>Range of beta.</summary>
    public ValueRange Brightness { get; init; } = ValueRange.Symmetric(0.2);

    /// <summary>Range of alpha - 1.</summary>
    public ValueRange Contrast { get; init; } = ValueRange.Symmetric(0.2);

    /// <summary>True: brightness in units of the largest value; false: of the image's mean over all channels.</summary>
    public bool ByMax { get; init; } = true;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var alpha = 1 + Contrast.Draw(ref random);
        return new BrightnessContrastParameters(alpha, Brightness.Draw(ref random));
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (alpha, beta) = Expect<BrightnessContrastParameters>(parameters);
        if (input.PixelType == PixelType.UInt8)
        {
            input.ApplyTable(Table((float)alpha, (float)(ByMax || beta == 0 ? beta * 255 : alpha * beta * input.Image.Mean())));
            return;
        }

        var image = input.Image;
        var unit = ByMax || beta == 0 ? image.PixelType.MaxValue() : (float)(image.Mean() * alpha);
        input.ReplaceImage(image.Linear((float)alpha, (float)(beta * unit)));
    }

    // In 32-bit arithmetic with two roundings, as the reference does.
    private static PixelTable Table(float alpha, float offset) => PixelTable.From(value =>
    {
        var scaled = (float)(value * alpha);
        return (float)(scaled + offset);
    });
}
