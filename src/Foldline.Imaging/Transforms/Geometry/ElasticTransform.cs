using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Deforms like rubber: a small affine warp, then shifts that vary smoothly from place to place. Masks by nearest neighbour; keypoints
/// cannot follow. Recipe: <c>elastic_transform: {alpha: 30, sigma: 4, alpha_affine: 3, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class ElasticTransform : GeometricTransform
{
    private const int Seeds = 10_001;
    private const int ApproximateKernel = 17;

    /// <inheritdoc/>
    public override string Name => "elastic_transform";

    /// <summary>Factor on the smoothed shifts, in pixels.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Standard deviation of the smoothing in pixels, above 0.</summary>
    public double Sigma { get; init; } = 50;

    /// <summary>How far the three points of the affine warp move at most, in pixels.</summary>
    public double AlphaAffine { get; init; } = 50;

    /// <summary>Whether smoothing uses a kernel of 17 pixels whatever <see cref="Sigma"/> is: faster, and rougher for large ones.</summary>
    public bool Approximate { get; init; }

    /// <summary>Whether rows and columns shift alike.</summary>
    public bool SameShifts { get; init; }

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override bool MovesKeypoints => false;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new ElasticParameters(random.NextInt32(Seeds));

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        if (parameters is ElasticField given)
            return Given(given, size);
        var random = CounterRandom.For((ulong)Expect<ElasticParameters>(parameters).Seed);
        var map = DrawMap(ref random, size);
        var rest = random;
        return new RemapMotion(size, (columns, rows) => DrawField(rest, size, columns, rows), Warp) { First = map, MaskFill = MaskFill };
    }

    private static void Fill(ReadOnlySpan<float> dx, ReadOnlySpan<float> dy, ImageSize size, Span<float> columns, Span<float> rows)
    {
        for (int row = 0, i = 0; row < size.Height; row++)
        {
            for (var column = 0; column < size.Width; column++, i++)
            {
                columns[i] = column + dx[i];
                rows[i] = row + dy[i];
            }
        }
    }

    private RemapMotion Given(ElasticField field, ImageSize size)
    {
        if (field.Dx.Length != size.Height * size.Width || field.Dy.Length != field.Dx.Length)
            throw new ArgumentException($"An elastic field for {size} has {size.Height * size.Width} shifts each way, not {field.Dx.Length} and {field.Dy.Length}.", nameof(field));
        return new RemapMotion(size, (columns, rows) => Fill(field.Dx.Span, field.Dy.Span, size, columns, rows), Warp) { First = field.Map, MaskFill = MaskFill };
    }

    // Three points about the centre, a third of the shorter side away, move by up to AlphaAffine.
    private AffineMap DrawMap(ref CounterRandom random, ImageSize size)
    {
        double x = size.Width / 2, y = size.Height / 2, third = Math.Max(Math.Min(size.Height, size.Width) / 3, 1);
        (double X, double Y)[] from = [(x + third, y + third), (x + third, y - third), (x - third, y - third)];
        var to = new (double X, double Y)[3];
        for (var i = 0; i < to.Length; i++)
        {
            var dx = random.NextDouble(-AlphaAffine, AlphaAffine);
            to[i] = (from[i].X + dx, from[i].Y + random.NextDouble(-AlphaAffine, AlphaAffine));
        }

        return AffineMap.Through(from, to);
    }

    private void DrawField(CounterRandom random, ImageSize size, Span<float> columns, Span<float> rows)
    {
        using var dx = DrawShifts(ref random, size);
        if (SameShifts)
        {
            Fill(dx.Pixels<float>(), dx.Pixels<float>(), size, columns, rows);
            return;
        }

        using var dy = DrawShifts(ref random, size);
        Fill(dx.Pixels<float>(), dy.Pixels<float>(), size, columns, rows);
    }

    private Image DrawShifts(ref CounterRandom random, ImageSize size)
    {
        using var noise = Image.Allocate(size.Height, size.Width, 1, PixelType.Float32);
        foreach (ref var value in noise.Pixels<float>())
            value = (float)random.NextDouble(-1, 1);
        // Four standard deviations to each side, as scipy's filter.
        var kernel = Approximate ? ApproximateKernel : (2 * (int)((4 * Sigma) + 0.5)) + 1;
        var shifts = noise.SmoothField(kernel, Sigma);
        foreach (ref var value in shifts.Pixels<float>())
            value = (float)(value * Alpha);
        return shifts;
    }
}
