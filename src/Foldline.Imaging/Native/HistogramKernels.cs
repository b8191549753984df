namespace Foldline.Imaging;

/// <summary>The bridge's histograms of 8-bit images and what works on the lightness alone.</summary>
internal static unsafe class HistogramKernels
{
    /// <summary>256 counts a channel.</summary>
    /// <param name="source">The image.</param>
    /// <param name="mask">An 8-bit plane that is not 0 where pixels count, or null for all.</param>
    public static int[] Count(Image source, Image? mask = null)
    {
        var counts = new int[256 * source.Channels];
        var plane = mask?.Describe() ?? default;
        fixed (int* values = counts)
            Finish(NativeMethods.fl_imaging_histogram(source.Describe(), mask is null ? null : &plane, values), "histogram", source, mask ?? source);
        return counts;
    }

    /// <summary>256 counts of the luma of an RGB image.</summary>
    public static int[] CountLuma(Image source, Image? mask = null)
    {
        var counts = new int[256];
        var plane = mask?.Describe() ?? default;
        fixed (int* values = counts)
            Finish(NativeMethods.fl_imaging_luma_histogram(source.Describe(), mask is null ? null : &plane, values), "histogram", source, mask ?? source);
        return counts;
    }

    /// <summary>The luma of an RGB image through a table; in place if source and destination are the same.</summary>
    public static void LookupLuma(Image source, Image destination, PixelTable table)
    {
        fixed (byte* entries = table.Entries)
            Finish(NativeMethods.fl_imaging_luma_lookup(source.Describe(), destination.Describe(), entries), "luma", source, destination);
    }

    /// <summary>Contrast-limited adaptive equalisation of grey or of the lightness.</summary>
    public static void Clahe(Image source, Image destination, double clipLimit, int across, int down) =>
        Finish(NativeMethods.fl_imaging_clahe(source.Describe(), destination.Describe(), clipLimit, across, down), "clahe", source, destination);

    private static void Finish(NativeStatus status, string operation, Image source, Image destination)
    {
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, operation);
    }
}
