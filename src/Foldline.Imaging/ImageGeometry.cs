namespace Foldline.Imaging;

/// <summary>
/// Operations that move pixels, through the native bridge. Each gives a new image and leaves the source as it was.
/// Results are OpenCV 4.6's; more than four channels are worked on in groups with the same result per channel.
/// </summary>
public static unsafe class ImageGeometry
{
    /// <summary>Changes the size; a clone when the size is already right.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="size">New height and width, each at least 1.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    public static Image Resize(this Image source, ImageSize size, Interpolation interpolation = Interpolation.Linear)
    {
        if (source.Size == size)
            return source.Clone();
        var result = source.AllocateLike(size.Height, size.Width);
        return ImageOperations.Finish(NativeMethods.fl_imaging_resize(source.Describe(), result.Describe(), interpolation), "resize", source, result);
    }

    /// <summary>Mirrors left and right.</summary>
    /// <param name="source">Any image.</param>
    public static Image FlipHorizontally(this Image source) => source.Turn(Symmetry.FlipHorizontal);

    /// <summary>Flips, turns by right angles and transposes.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="symmetry">Which of the eight.</param>
    public static Image Turn(this Image source, Symmetry symmetry)
    {
        var result = symmetry.ExchangesSides() ? source.AllocateLike(source.Width, source.Height) : source.AllocateLike(source.Height, source.Width);
        return ImageOperations.Finish(NativeMethods.fl_imaging_turn(source.Describe(), result.Describe(), symmetry), "turn", source, result);
    }

    /// <summary>Cuts out a part.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="top">First row.</param>
    /// <param name="left">First column.</param>
    /// <param name="size">Size of the part, which lies within the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond the image.</exception>
    public static Image Crop(this Image source, int top, int left, ImageSize size)
    {
        if (top < 0 || left < 0 || size.Height > source.Height - top || size.Width > source.Width - left)
            throw new ArgumentOutOfRangeException(nameof(size), $"The part {size} from row {top}, column {left} does not lie within {source.Size}.");
        var result = source.AllocateLike(size.Height, size.Width);
        return ImageOperations.Finish(NativeMethods.fl_imaging_crop(source.Describe(), result.Describe(), top, left), "crop", source, result);
    }

    /// <summary>Puts the image into a larger one and fills the rest.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="top">Row of the image's first row in the result.</param>
    /// <param name="left">Column of the image's first column in the result.</param>
    /// <param name="size">Size of the result, which holds the image.</param>
    /// <param name="options">Border and fill; the interpolation plays no part.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image does not lie within the result.</exception>
    public static Image Pad(this Image source, int top, int left, ImageSize size, WarpOptions options)
    {
        if (top < 0 || left < 0 || source.Height > size.Height - top || source.Width > size.Width - left)
            throw new ArgumentOutOfRangeException(nameof(size), $"{source.Size} from row {top}, column {left} does not lie within {size}.");
        var result = source.AllocateLike(size.Height, size.Width);
        fixed (double* value = options.FillFor(source.Channels))
        {
            var status = NativeMethods.fl_imaging_pad(source.Describe(), result.Describe(), top, left, options.Border, value);
            return ImageOperations.Finish(status, "pad", source, result);
        }
    }

    /// <summary>Warps by an affine map.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="map">Maps input to output coordinates (x to the right, y down, pixel centres at whole numbers).</param>
    /// <param name="options">Interpolation and border.</param>
    /// <param name="size">Size of the result; null keeps the size.</param>
    public static Image WarpAffine(this Image source, AffineMap map, WarpOptions options, ImageSize? size = null)
    {
        var (height, width) = size ?? source.Size;
        var result = source.AllocateLike(height, width);
        var matrix = stackalloc double[6] { map.M11, map.M12, map.M13, map.M21, map.M22, map.M23 };
        fixed (double* value = options.FillFor(source.Channels))
        {
            var status = NativeMethods.fl_imaging_warp_affine(source.Describe(), result.Describe(), matrix, options.Interpolation, options.Border, value);
            return ImageOperations.Finish(status, "warp", source, result);
        }
    }

    /// <summary>Warps by a perspective map.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="map">Maps input to output coordinates.</param>
    /// <param name="options">Interpolation and border.</param>
    /// <param name="size">Size of the result.</param>
    public static Image WarpPerspective(this Image source, PerspectiveMap map, WarpOptions options, ImageSize size)
    {
        var result = source.AllocateLike(size.Height, size.Width);
        fixed (double* matrix = map.ToArray(), value = options.FillFor(source.Channels))
        {
            var status = NativeMethods.fl_imaging_warp_perspective(source.Describe(), result.Describe(), matrix, options.Interpolation, options.Border, value);
            return ImageOperations.Finish(status, "warp", source, result);
        }
    }

    /// <summary>Reads every pixel of the result at a place of its own.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="columns">Column to read, row by row, one a pixel of the result.</param>
    /// <param name="rows">Row to read, as many.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="options">Interpolation and border.</param>
    /// <exception cref="ArgumentException">There are not as many places as pixels.</exception>
    public static Image Remap(this Image source, ReadOnlySpan<float> columns, ReadOnlySpan<float> rows, ImageSize size, WarpOptions options)
    {
        if (columns.Length != size.Height * size.Width || rows.Length != columns.Length)
            throw new ArgumentException($"{size} needs {size.Height * size.Width} places, given are {columns.Length} columns and {rows.Length} rows.", nameof(columns));
        var result = source.AllocateLike(size.Height, size.Width);
        fixed (float* x = columns, y = rows)
        fixed (double* value = options.FillFor(source.Channels))
        {
            var status = NativeMethods.fl_imaging_remap(source.Describe(), result.Describe(), x, y, options.Interpolation, options.Border, value);
            return ImageOperations.Finish(status, "remap", source, result);
        }
    }

    /// <summary>Copies pixels by a table of places.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="places">For each pixel of the result the number of the source's pixel, row by row from 0; negative for zeros.</param>
    /// <param name="size">Size of the result.</param>
    internal static Image Gather(this Image source, ReadOnlySpan<int> places, ImageSize size)
    {
        if (places.Length != size.Height * size.Width)
            throw new ArgumentException($"{size} needs {size.Height * size.Width} places, given are {places.Length}.", nameof(places));
        var result = source.AllocateLike(size.Height, size.Width);
        fixed (int* table = places)
            return ImageOperations.Finish(NativeMethods.fl_imaging_gather(source.Describe(), result.Describe(), table), "gather", source, result);
    }

    /// <summary>A Gaussian filter of real numbers; what lies outside is mirrored with the outermost value repeated.</summary>
    internal static Image SmoothField(this Image source, int size, double sigma)
    {
        var result = source.AllocateLike(source.Height, source.Width);
        return ImageOperations.Finish(NativeMethods.fl_imaging_smooth_field(source.Describe(), result.Describe(), size, sigma), "smooth", source, result);
    }
}
