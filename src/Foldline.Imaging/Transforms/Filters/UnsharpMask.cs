namespace Foldline.Imaging;

/// <summary>
/// Adds the difference from the blurred picture where it is above a threshold. Real images are clipped to 0 .. 1. Recipe:
/// <c>unsharp_mask: {size: [3, 7], sigma: 0, alpha: [0.2, 0.5], threshold: 10, p: 0.5}</c>. Definition: albumentations 1.3.1; 16-bit images,
/// which it refuses, follow the same rule.
/// </summary>
public sealed class UnsharpMask : Transform
{
    /// <inheritdoc/>
    public override string Name => "unsharp_mask";

    /// <summary>Range of the Gaussian's side in pixels, odd (or 0 with a sigma).</summary>
    public CountRange Size { get; init; } = new(3, 7);

    /// <summary>Range of the Gaussian's standard deviation.</summary>
    public ValueRange Sigma { get; init; } = new(0, 0);

    /// <summary>Range of the factor on the difference, within 0 to 1.</summary>
    public ValueRange Alpha { get; init; } = new(0.2, 0.5);

    /// <summary>Differences up to here (of 255) are taken for noise and not sharpened.</summary>
    public double Threshold { get; init; } = 10;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var side = Size.Draw(ref random, 2);
        var sigma = Sigma.Draw(ref random);
        return new UnsharpMaskParameters(side, sigma, Alpha.Draw(ref random));
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<UnsharpMaskParameters>(parameters);
        if (drawn.Size > 0 || drawn.Sigma > 0)
            input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Unsharp(source, result, drawn, Threshold));
    }
}
