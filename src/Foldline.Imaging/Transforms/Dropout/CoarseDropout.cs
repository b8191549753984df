namespace Foldline.Imaging;

/// <summary>
/// Fills rectangles anywhere in the image; keypoints in them are dropped, masks are filled if asked for. Recipe:
/// <c>coarse_dropout: {holes: [1, 8], height: 8, width: 8, fill: 0, mask_fill: 0, p: 0.5}</c>; sides below 1 are fractions of the image's.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class CoarseDropout : HoleTransform
{
    /// <inheritdoc/>
    public override string Name => "coarse_dropout";

    /// <summary>Range of the number of holes.</summary>
    public CountRange Count { get; init; } = new(8, 8);

    /// <summary>Heights of holes.</summary>
    public HoleSide Height { get; init; } = new(8, 8);

    /// <summary>Widths of holes.</summary>
    public HoleSide Width { get; init; } = new(8, 8);

    /// <inheritdoc/>
    protected override bool DropsKeypoints => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var holes = new PixelBox[Count.Draw(ref random)];
        for (var i = 0; i < holes.Length; i++)
        {
            var height = Height.Draw(ref random, size.Height);
            var width = Width.Draw(ref random, size.Width);
            var top = random.NextInt32(size.Height - height + 1);
            var left = random.NextInt32(size.Width - width + 1);
            holes[i] = new PixelBox(left, top, left + width, top + height);
        }

        return new HoleParameters([.. holes]);
    }
}
