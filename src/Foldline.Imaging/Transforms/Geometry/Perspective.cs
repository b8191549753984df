using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Moves the four corners inward and shows the part between them as a rectangle; masks by nearest neighbour.
/// Recipe: <c>perspective: {scale: [0.05, 0.1], p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Perspective : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "perspective";

    /// <summary>Range of the standard deviation of the corners' moves, as a fraction of the sides.</summary>
    public ValueRange Scale { get; init; } = new(0.05, 0.1);

    /// <summary>Whether the result is resized to the size before.</summary>
    public bool KeepSize { get; init; } = true;

    /// <summary>Whether the canvas holds the whole moved image instead of the part between the corners.</summary>
    public bool FitOutput { get; init; }

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new() { Border = BorderMode.Constant };

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>; null takes the image's, as the reference does.</summary>
    public ImmutableArray<double>? MaskFill { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var scale = Scale.Draw(ref random);
        var jitter = new double[8];
        for (var i = 0; i < jitter.Length; i++)
            jitter[i] = random.NextNormal() * scale;
        return new PerspectiveParameters([.. jitter]);
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var jitter = Expect<PerspectiveParameters>(parameters).Jitter;
        if (jitter.Length != 8)
            throw new ArgumentException($"'{Name}' takes 8 numbers, not {jitter.Length}.", nameof(parameters));
        var (map, canvas) = PerspectiveView.Between(jitter.AsSpan(), size);
        if (FitOutput)
            (map, canvas) = PerspectiveView.Whole(map, size);
        var warp = new PerspectiveMotion(size, map, canvas, Warp) { MaskFill = MaskFill ?? Warp.Fill };
        return KeepSize ? new MotionChain(warp, new ResizeMotion(canvas, size, Warp.Interpolation)) : warp;
    }
}
