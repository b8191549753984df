namespace Foldline.Imaging;

/// <summary>
/// Sets squares of the image to zero; masks, boxes and keypoints stay. Recipe: <c>square_dropout: {count: 8, size: 0.05, p: 0.5}</c>.
/// Definition: the dropout of the same solution as <see cref="NormalAffine"/>.
/// </summary>
public sealed class SquareDropout : Transform
{
    /// <inheritdoc/>
    public override string Name => "square_dropout";

    /// <summary>Number of squares.</summary>
    public int Count { get; init; } = 8;

    /// <summary>Side of a square as a share of the image's shorter side; rounded down to an even number of pixels.</summary>
    public double SizeFraction { get; init; } = 0.05;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var (x, y) = (new int[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
        {
            x[i] = random.NextInt32(size.Width);
            y[i] = random.NextInt32(size.Height);
        }

        return new SquareDropoutParameters([.. x], [.. y]);
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (x, y) = Expect<SquareDropoutParameters>(parameters);
        var (height, width) = input.Size;
        var half = (int)((float)SizeFraction * Math.Min(height, width)) / 2;
        var image = input.Image.Clone();
        for (var i = 0; i < x.Length; i++)
        {
            for (var row = Math.Max(0, y[i] - half); row < Math.Min(height, y[i] + half); row++)
                image.ClearRow(row, Math.Max(0, x[i] - half), Math.Min(width, x[i] + half));
        }

        input.ReplaceImage(image);
    }
}
