using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Stretches and shrinks the columns and rows of a grid; masks by nearest neighbour. Keypoints cannot follow.
/// Recipe: <c>grid_distortion: {steps: 5, limit: 0.3, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class GridDistortion : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "grid_distortion";

    /// <summary>Cells a side, at least 1.</summary>
    public int Steps { get; init; } = 5;

    /// <summary>Change of a cell's size: factors lie in 1 + low to 1 + high.</summary>
    public ValueRange Limit { get; init; } = ValueRange.Symmetric(0.3);

    /// <summary>Whether factors are scaled so that the grid ends where the image does.</summary>
    public bool Normalized { get; init; }

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override bool MovesKeypoints => false;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var x = DrawFactors(ref random);
        var y = DrawFactors(ref random);
        if (Normalized)
            (x, y) = (Normalize(x, size.Width), Normalize(y, size.Height));
        return new GridParameters([.. x], [.. y]);
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var (x, y) = Expect<GridParameters>(parameters);
        if (x.Length != y.Length || x.Length < 2)
            throw new ArgumentException($"'{Name}' takes as many factors for x as for y, not {x.Length} and {y.Length}.", nameof(parameters));
        return new RemapMotion(size, (columns, rows) => Fill(x, y, size, columns, rows), Warp) { MaskFill = MaskFill };
    }

    /// <summary>Scales factors so that the grid neither leaves the image nor ends before it.</summary>
    /// <param name="factors">One factor a cell, the last for what is left beyond whole cells.</param>
    /// <param name="side">Pixels of the side.</param>
    public static double[] Normalize(double[] factors, int side)
    {
        var steps = factors.Length - 1;
        var step = Math.Max(side / steps, 1);
        var scaled = factors.ToArray();
        scaled[^1] *= (Math.Min(side, (steps + 1) * step) - (steps * step)) / (double)step;
        var ratio = side / (double)step / scaled.Sum();
        return [.. scaled.Select(factor => factor * ratio)];
    }

    private static void Fill(ImmutableArray<double> x, ImmutableArray<double> y, ImageSize size, Span<float> columns, Span<float> rows)
    {
        float[] across = Places(x, size.Width), down = Places(y, size.Height);
        for (var row = 0; row < size.Height; row++)
        {
            across.CopyTo(columns[(row * size.Width)..]);
            rows.Slice(row * size.Width, size.Width).Fill(down[row]);
        }
    }

    // Cell by cell the places run evenly from where the cell before ended.
    private static float[] Places(ImmutableArray<double> factors, int side)
    {
        var places = new float[side];
        var step = side / (factors.Length - 1);
        var before = 0.0;
        for (var cell = 0; cell < factors.Length; cell++)
        {
            var start = cell * step;
            var end = Math.Min(start + step, side);
            var after = start + step > side ? side : before + (step * factors[cell]);
            var pace = (after - before) / Math.Max(end - start - 1, 1);
            for (var i = start; i < end; i++)
                places[i] = (float)(i == end - 1 && i > start ? after : before + ((i - start) * pace));
            before = after;
        }

        return places;
    }

    private double[] DrawFactors(ref CounterRandom random)
    {
        var factors = new double[Steps + 1];
        for (var i = 0; i < factors.Length; i++)
            factors[i] = 1 + Limit.Draw(ref random);
        return factors;
    }
}
