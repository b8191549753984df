namespace Foldline.Imaging;

/// <summary>
/// The mean of a square around each pixel. Recipe: <c>blur: {size: [3, 7], p: 0.5}</c>; sizes are low, low + 2, … up to high.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class Blur : Transform
{
    /// <inheritdoc/>
    public override string Name => "blur";

    /// <summary>Range of the side in pixels.</summary>
    public CountRange Size { get; init; } = new(3, 7);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new KernelSizeParameters(Size.Draw(ref random, 2));

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var side = Expect<KernelSizeParameters>(parameters).Size;
        input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Blur(source, result, side));
    }
}
