using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// A warp by a field of places. A box moves as pixels do: it is painted (edges truncated to whole pixels), warped by nearest neighbour,
/// and the bounds of what is left are taken.
/// </summary>
/// <param name="before">Size of the images to move; they keep it.</param>
/// <param name="field">Says where each pixel is read; computed when needed.</param>
/// <param name="warp">Interpolation, border and fill of the image.</param>
public sealed class RemapMotion(ImageSize before, FieldFill field, WarpOptions warp) : Motion
{
    /// <inheritdoc/>
    public override ImageSize Size => before;

    /// <summary>A warp that is done before the field's, if any.</summary>
    public AffineMap? First { get; init; }

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => Move(image, warp);

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => Move(mask, warp with { Interpolation = Interpolation.Nearest, Fill = MaskFill });

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box)
    {
        using var painted = Paint(box);
        using var moved = Move(painted, warp with { Interpolation = Interpolation.Nearest, Fill = [] });
        return BoundsOf(moved.Pixels<byte>());
    }

    private Image Move(Image image, WarpOptions options)
    {
        var places = RemapScratch.For(this, before.Height * before.Width, field);
        if (First is not { } first)
            return image.Remap(places.Columns, places.Rows, before, options);
        using var between = image.WarpAffine(first, options);
        return between.Remap(places.Columns, places.Rows, before, options);
    }

    private Image Paint(BoundingBox box)
    {
        var painted = Image.Allocate(before.Height, before.Width, 1, PixelType.UInt8);
        var pixels = painted.Pixels<byte>();
        pixels.Clear();
        var (left, right) = ((int)Math.Max(box.Left * before.Width, 0), (int)Math.Min(box.Right * before.Width, before.Width));
        var (top, bottom) = ((int)Math.Max(box.Top * before.Height, 0), (int)Math.Min(box.Bottom * before.Height, before.Height));
        for (var row = top; row < bottom && right > left; row++)
            pixels.Slice((row * before.Width) + left, right - left).Fill(1);
        return painted;
    }

    // Without area when nothing is left.
    private BoundingBox BoundsOf(ReadOnlySpan<byte> pixels)
    {
        var (left, top, right, bottom) = (before.Width, before.Height, 0, 0);
        for (var row = 0; row < before.Height; row++)
        {
            var line = pixels.Slice(row * before.Width, before.Width);
            var first = line.IndexOfAnyExcept((byte)0);
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, line.LastIndexOfAnyExcept((byte)0) + 1));
            (top, bottom) = (Math.Min(top, row), row + 1);
        }

        return right == 0 ? default : BoundingBox.FromPixels(left, top, right, bottom, before);
    }
}
