namespace Foldline.Imaging;

/// <summary>
/// A Gaussian filter. Recipe: <c>gaussian_blur: {size: [3, 7], sigma: 0, p: 0.5}</c>; a size of 0 is found from sigma, a sigma of 0 from the
/// size. Definition: albumentations 1.3.1.
/// </summary>
public sealed class GaussianBlur : Transform
{
    /// <inheritdoc/>
    public override string Name => "gaussian_blur";

    /// <summary>Range of the side in pixels.</summary>
    public CountRange Size { get; init; } = new(3, 7);

    /// <summary>Range of the standard deviation in pixels.</summary>
    public ValueRange Sigma { get; init; } = new(0, 0);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var side = Size.Draw(ref random);
        if (side != 0 && side % 2 == 0)
            side = (side + 1) % (Size.High + 1);
        return new GaussianBlurParameters(side, Sigma.Draw(ref random));
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (side, sigma) = Expect<GaussianBlurParameters>(parameters);
        if (side > 0 || sigma > 0)
            input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Gaussian(source, result, side, sigma));
    }
}
