namespace Foldline.Imaging;

/// <summary>
/// Mixes the picture with a sharpened one. Recipe: <c>sharpen: {alpha: [0.2, 0.5], lightness: [0.5, 1], p: 0.5}</c>.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class Sharpen : Transform
{
    /// <inheritdoc/>
    public override string Name => "sharpen";

    /// <summary>Range of the sharpened picture's share, within 0 to 1.</summary>
    public ValueRange Alpha { get; init; } = new(0.2, 0.5);

    /// <summary>Range of its brightness, at least 0.</summary>
    public ValueRange Lightness { get; init; } = new(0.5, 1);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var alpha = Alpha.Draw(ref random);
        return new SharpenParameters(alpha, Lightness.Draw(ref random));
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var kernel = Expect<SharpenParameters>(parameters).Kernel();
        input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Filter(source, result, kernel, 3));
    }
}
