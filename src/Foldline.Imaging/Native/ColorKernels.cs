namespace Foldline.Imaging;

/// <summary>The bridge's colour operations. Source and destination may be the same RGB image.</summary>
internal static unsafe class ColorKernels
{
    /// <summary>Hue (0 .. 179), saturation and value of an 8-bit image each through its table.</summary>
    public static void LookupHsv(Image source, Image destination, PixelTable tables)
    {
        fixed (byte* entries = tables.Entries)
            Finish(NativeMethods.fl_imaging_hsv_tables(source.Describe(), destination.Describe(), entries), "hsv", source, destination);
    }

    /// <summary>Shifts of hue (degrees), saturation and value of real numbers.</summary>
    public static void ShiftHsv(Image source, Image destination, double hue, double saturation, double value) => Finish(
        NativeMethods.fl_imaging_hsv_shift(source.Describe(), destination.Describe(), (float)hue, (float)saturation, (float)value), "hsv", source, destination);

    /// <summary>Grey into one channel or repeated to three.</summary>
    public static void Gray(Image source, Image destination) =>
        Finish(NativeMethods.fl_imaging_gray(source.Describe(), destination.Describe()), "gray", source, destination);

    /// <summary>Mean of the grey picture.</summary>
    public static double GrayMean(Image source)
    {
        if (source.Channels == 1)
            return source.Mean();
        Finish(NativeMethods.fl_imaging_gray_mean(source.Describe(), out var mean), "gray mean", source, source);
        return mean;
    }

    /// <summary><c>x * factor + grey * (1 - factor)</c>.</summary>
    public static void Saturation(Image source, Image destination, double factor) =>
        Finish(NativeMethods.fl_imaging_saturation(source.Describe(), destination.Describe(), factor), "saturation", source, destination);

    /// <summary>Every pixel times a 3 x 3 matrix, given row by row.</summary>
    public static void Matrix(Image source, Image destination, ReadOnlySpan<double> matrix)
    {
        fixed (double* values = matrix)
            Finish(NativeMethods.fl_imaging_color_matrix(source.Describe(), destination.Describe(), values), "color matrix", source, destination);
    }

    private static void Finish(NativeStatus status, string operation, Image source, Image destination)
    {
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, operation);
    }
}
