namespace Foldline.Imaging;

/// <summary>
/// The median of a square around each pixel. Recipe: <c>median_blur: {size: [3, 7], p: 0.5}</c>, odd sizes; beyond 5 for 8-bit images only.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class MedianBlur : Transform
{
    private const int LargestForAllTypes = 5;

    /// <inheritdoc/>
    public override string Name => "median_blur";

    /// <summary>Range of the side in pixels, odd.</summary>
    public CountRange Size { get; init; } = new(3, 7);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new KernelSizeParameters(Size.Draw(ref random, 2));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the side is above 5 and the image is not 8-bit.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var side = Expect<KernelSizeParameters>(parameters).Size;
        if (side > LargestForAllTypes && input.PixelType != PixelType.UInt8)
            throw ImageRequirement.Refusal(input, Name, $"8-bit samples for a size of {side} (others take 3 and 5)");
        input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Median(source, result, side));
    }
}
