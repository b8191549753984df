namespace Foldline.Imaging;

/// <summary>The bridge's neighbourhood filters, border reflect_101. Source and destination are different images of one shape.</summary>
internal static unsafe class FilterKernels
{
    /// <summary>Mean of a square.</summary>
    public static void Blur(Image source, Image destination, int size) =>
        Finish(NativeMethods.fl_imaging_blur(source.Describe(), destination.Describe(), size), "blur", source, destination);

    /// <summary>Median of a square.</summary>
    public static void Median(Image source, Image destination, int size) =>
        Finish(NativeMethods.fl_imaging_median(source.Describe(), destination.Describe(), size), "median", source, destination);

    /// <summary>Gaussian; a size of 0 is found from sigma, a sigma of 0 from the size.</summary>
    public static void Gaussian(Image source, Image destination, int size, double sigma) =>
        Finish(NativeMethods.fl_imaging_gaussian(source.Describe(), destination.Describe(), size, sigma), "gaussian", source, destination);

    /// <summary>Correlation with a square kernel.</summary>
    public static void Filter(Image source, Image destination, ReadOnlySpan<float> kernel, int size)
    {
        fixed (float* weights = kernel)
            Finish(NativeMethods.fl_imaging_filter(source.Describe(), destination.Describe(), weights, size), "filter", source, destination);
    }

    /// <summary>Adds alpha times the difference from the blurred picture where it exceeds a threshold (of 255).</summary>
    public static void Unsharp(Image source, Image destination, UnsharpMaskParameters parameters, double threshold) => Finish(
        NativeMethods.fl_imaging_unsharp(source.Describe(), destination.Describe(), parameters.Size, parameters.Sigma, (float)parameters.Alpha, (float)threshold),
        "unsharp",
        source,
        destination);

    /// <summary>Down by a factor and up again.</summary>
    public static void Downscale(Image source, Image destination, double scale, Interpolation down, Interpolation up) =>
        Finish(NativeMethods.fl_imaging_downscale(source.Describe(), destination.Describe(), scale, down, up), "downscale", source, destination);

    private static void Finish(NativeStatus status, string operation, Image source, Image destination)
    {
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, operation);
    }
}
