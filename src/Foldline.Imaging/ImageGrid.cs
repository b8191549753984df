namespace Foldline.Imaging;

/// <summary>Composes pictures into one, row by row: samples, or several augmentations of some samples.</summary>
public static class ImageGrid
{
    /// <summary>Draws the grid.</summary>
    /// <param name="images">Any sizes and types; one, three or more channels (the first three are shown). Real numbers are shown from 0 to 1.</param>
    /// <param name="options">Looks; null: the defaults.</param>
    /// <returns>An 8-bit RGB image; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static Image Compose(IReadOnlyList<Image> images, ImageGridOptions? options = null)
    {
        options ??= new ImageGridOptions();
        if (images.Count == 0)
            throw new ArgumentException("A grid needs at least one image.", nameof(images));
        var columns = Math.Min(options.Columns, images.Count);
        var rows = (images.Count + columns - 1) / columns;
        var (stepDown, stepRight) = (options.Tile.Height + options.Padding, options.Tile.Width + options.Padding);
        var grid = Image.Allocate((rows * stepDown) + options.Padding, (columns * stepRight) + options.Padding, 3, PixelType.UInt8);
        grid.Pixels<byte>().Fill(options.Background);
        for (var i = 0; i < images.Count; i++)
        {
            using var tile = Fit(images[i], options.Tile);
            var top = options.Padding + (i / columns * stepDown) + ((options.Tile.Height - tile.Height) / 2);
            var left = options.Padding + (i % columns * stepRight) + ((options.Tile.Width - tile.Width) / 2);
            grid.Paste(tile, top, left);
        }

        return grid;
    }

    /// <summary>Draws the grid and encodes it as PNG.</summary>
    /// <inheritdoc cref="Compose"/>
    /// <returns>The bytes of a PNG file.</returns>
    public static byte[] ComposePng(IReadOnlyList<Image> images, ImageGridOptions? options = null)
    {
        using var grid = Compose(images, options);
        return ImageCodec.Encode(grid);
    }

    private static Image Fit(Image image, ImageSize tile)
    {
        using var color = image.ToRgb();
        return color.FitInto(tile);
    }
}
