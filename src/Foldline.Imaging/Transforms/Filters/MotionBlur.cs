namespace Foldline.Imaging;

/// <summary>
/// The mean along a short line in any direction. Recipe: <c>motion_blur: {size: [3, 7], p: 0.5}</c>, odd sizes.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class MotionBlur : Transform
{
    /// <inheritdoc/>
    public override string Name => "motion_blur";

    /// <summary>Range of the side of the square with the line, odd, at least 3.</summary>
    public CountRange Size { get; init; } = new(3, 7);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var side = Size.Draw(ref random, 2);
        var x1 = random.NextInt32(side);
        var x2 = random.NextInt32(side);
        var y1 = random.NextInt32(side);
        // Two ends in one column must not be one point.
        var y2 = x1 == x2 ? (y1 + 1 + random.NextInt32(side - 1)) % side : random.NextInt32(side);
        return new MotionBlurParameters(side, x1, y1, x2, y2);
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<MotionBlurParameters>(parameters);
        var kernel = drawn.Kernel();
        input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Filter(source, result, kernel, drawn.Size));
    }
}
