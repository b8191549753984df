namespace Foldline.Imaging;

/// <summary>
/// Operations on the samples of images through the native bridge (<see cref="ImageGeometry"/> has those that move pixels). Each gives a new image and leaves the source as it was.
/// Results are OpenCV 4.6's; more than four channels are worked on in groups with the same result per channel.
/// </summary>
public static unsafe class ImageOperations
{
    /// <summary>Replaces every 8-bit sample by its entry in a table.</summary>
    /// <param name="source">An 8-bit image.</param>
    /// <param name="table">One table for all channels or one a channel.</param>
    /// <exception cref="ArgumentException">The image is not 8-bit or the table is for another number of channels.</exception>
    public static Image Lookup(this Image source, PixelTable table)
    {
        RequireTable(source, table);
        var result = source.AllocateLike(source.Height, source.Width);
        fixed (byte* entries = table.Entries)
            return Finish(NativeMethods.fl_imaging_lookup(source.Describe(), result.Describe(), entries, table.Count), "lookup", source, result);
    }

    /// <summary>Mean over all samples of all channels.</summary>
    /// <param name="source">Any image.</param>
    public static double Mean(this Image source)
    {
        var status = NativeMethods.fl_imaging_mean(source.Describe(), out var mean);
        GC.KeepAlive(source);
        NativeMethods.Check(status, "mean");
        return mean;
    }

    /// <summary>Repeats the channel of a one-channel image.</summary>
    /// <param name="source">An image with one channel.</param>
    /// <param name="channels">Number of channels wanted.</param>
    /// <exception cref="ArgumentException">The image has more than one channel.</exception>
    public static Image RepeatChannel(this Image source, int channels)
    {
        if (source.Channels != 1)
            throw new ArgumentException($"Only a one-channel image can be repeated, this one is {source}.", nameof(source));
        var result = Image.Allocate(source.Height, source.Width, channels, source.PixelType);
        return Finish(NativeMethods.fl_imaging_repeat_channel(source.Describe(), result.Describe()), "repeat", source, result);
    }

    /// <summary>Changes the sample type: <c>out = in * scale</c>, for integers clipped to their range and truncated.</summary>
    /// <param name="source">Any image.</param>
    /// <param name="type">New type.</param>
    /// <param name="scale">Factor, such as 1/257 from 16 to 8 bit.</param>
    public static Image ConvertTo(this Image source, PixelType type, double scale = 1)
    {
        var result = Image.Allocate(source.Height, source.Width, source.Channels, type);
        return Finish(NativeMethods.fl_imaging_convert(source.Describe(), result.Describe(), scale), "convert", source, result);
    }

    /// <summary><c>clip(x * alpha + beta)</c> in 32-bit reals, clipped to 0 .. <see cref="PixelTypes.MaxValue"/>, integers truncated.</summary>
    internal static Image Linear(this Image source, float alpha, float beta)
    {
        var result = source.AllocateLike(source.Height, source.Width);
        return Finish(NativeMethods.fl_imaging_linear(source.Describe(), result.Describe(), alpha, beta), "linear", source, result);
    }

    /// <summary>Lookup in place.</summary>
    internal static void LookupInPlace(this Image image, PixelTable table)
    {
        RequireTable(image, table);
        var native = image.Describe();
        fixed (byte* entries = table.Entries)
            NativeMethods.Check(NativeMethods.fl_imaging_lookup(native, native, entries, table.Count), "lookup");
        GC.KeepAlive(image);
    }

    /// <summary>Copies a picture into a larger one of the same type and channels.</summary>
    internal static void Paste(this Image destination, Image source, int top, int left)
    {
        var status = NativeMethods.fl_imaging_paste(source.Describe(), destination.Describe(), top, left);
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, "paste");
    }

    private static void RequireTable(Image image, PixelTable table)
    {
        if (image.PixelType != PixelType.UInt8 || !table.Fits(image.Channels))
            throw new ArgumentException($"Tables need an 8-bit image and fit all channels or one each; given are {table.Count} tables and {image}.", nameof(table));
    }

    /// <summary>The result of a native operation, or the error it reported.</summary>
    internal static Image Finish(NativeStatus status, string operation, Image source, Image result)
    {
        GC.KeepAlive(source);
        if (status != NativeStatus.Ok)
            result.Dispose();
        NativeMethods.Check(status, operation);
        return result;
    }

    private static void RequireTable(Image image, ReadOnlySpan<byte> table)
    {
        if (image.PixelType != PixelType.UInt8 || table.Length != 256)
            throw new ArgumentException($"A table of 256 entries needs an 8-bit image; given are {table.Length} entries and {image}.", nameof(table));
    }
}
