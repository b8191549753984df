namespace Foldline.Imaging;

/// <summary>
/// Fills squares around random points; near the right and the bottom they are cut off, near the left and the top they keep their size.
/// Recipe: <c>cutout: {holes: 8, height: 8, width: 8, fill: 0, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Cutout : HoleTransform
{
    /// <inheritdoc/>
    public override string Name => "cutout";

    /// <summary>Number of holes.</summary>
    public int Count { get; init; } = 8;

    /// <summary>Height of a hole in pixels.</summary>
    public int Height { get; init; } = 8;

    /// <summary>Width of a hole in pixels.</summary>
    public int Width { get; init; } = 8;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var holes = new PixelBox[Count];
        for (var i = 0; i < holes.Length; i++)
        {
            var top = Math.Clamp(random.NextInt32(size.Height + 1) - (Height / 2), 0, size.Height);
            var left = Math.Clamp(random.NextInt32(size.Width + 1) - (Width / 2), 0, size.Width);
            holes[i] = new PixelBox(left, top, Math.Min(left + Width, size.Width), Math.Min(top + Height, size.Height));
        }

        return new HoleParameters([.. holes]);
    }
}
