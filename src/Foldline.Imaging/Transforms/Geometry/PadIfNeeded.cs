using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Pads an image that is too small; larger sides stay. Recipe: <c>pad_if_needed: {min_height: 512, min_width: 512, border: constant}</c>.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class PadIfNeeded : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "pad_if_needed";

    /// <summary>Least height afterwards; null leaves it to <see cref="HeightDivisor"/>.</summary>
    public int? MinHeight { get; init; } = 1024;

    /// <summary>Least width afterwards; null leaves it to <see cref="WidthDivisor"/>.</summary>
    public int? MinWidth { get; init; } = 1024;

    /// <summary>Without <see cref="MinHeight"/>: the height becomes a multiple of this.</summary>
    public int HeightDivisor { get; init; } = 1;

    /// <summary>Without <see cref="MinWidth"/>: the width becomes a multiple of this.</summary>
    public int WidthDivisor { get; init; } = 1;

    /// <summary>Where the image lies.</summary>
    public PadPosition Position { get; init; }

    /// <summary>Border and fill of the image; the interpolation plays no part.</summary>
    public WarpOptions Border { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Border.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var padded = Padded(size);
        var (height, width) = (padded.Height - size.Height, padded.Width - size.Width);
        return Position switch
        {
            PadPosition.TopLeft => new PadParameters(0, 0),
            PadPosition.TopRight => new PadParameters(0, width),
            PadPosition.BottomLeft => new PadParameters(height, 0),
            PadPosition.BottomRight => new PadParameters(height, width),
            PadPosition.Random => DrawAnywhere(ref random, height, width),
            _ => new PadParameters(height / 2, width / 2),
        };
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var (top, left) = Expect<PadParameters>(parameters);
        return new PadMotion(size, top, left, Padded(size), Border) { MaskFill = MaskFill };
    }

    private static PadParameters DrawAnywhere(ref CounterRandom random, int height, int width)
    {
        var top = random.NextInt32(height + 1);
        return new PadParameters(top, random.NextInt32(width + 1));
    }

    private static int Padded(int side, int? least, int divisor) => least is { } pixels ? Math.Max(side, pixels) : (side + divisor - 1) / divisor * divisor;

    private ImageSize Padded(ImageSize size) => new(Padded(size.Height, MinHeight, HeightDivisor), Padded(size.Width, MinWidth, WidthDivisor));
}
