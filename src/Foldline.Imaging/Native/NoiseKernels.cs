namespace Foldline.Imaging;

/// <summary>The bridge's noise. Source and destination may be the same image; results are clipped and integers cut off.</summary>
internal static unsafe class NoiseKernels
{
    /// <summary>Adds or multiplies a given field, one number a pixel or one a sample.</summary>
    public static void Combine(Image source, Image destination, ReadOnlySpan<double> field, bool multiplied)
    {
        var perChannel = field.Length == source.SampleCount;
        if (!perChannel && field.Length != source.Height * source.Width)
            throw new ArgumentException($"A field of {field.Length} numbers does not fit {source}.", nameof(field));
        fixed (double* values = field)
        {
            var status = NativeMethods.fl_imaging_combine_noise(source.Describe(), destination.Describe(), values, perChannel ? 1 : 0, multiplied ? 1 : 0);
            Finish(status, "noise", source, destination);
        }
    }

    /// <summary>Adds normal numbers.</summary>
    public static void AddGaussian(Image source, Image destination, double mean, double sigma, ulong seed, bool perChannel) => Finish(
        NativeMethods.fl_imaging_gauss_noise(source.Describe(), destination.Describe(), mean, sigma, seed, perChannel ? 1 : 0), "noise", source, destination);

    /// <summary>Multiplies by uniform numbers.</summary>
    public static void MultiplyUniform(Image source, Image destination, ValueRange range, ulong seed, bool perChannel) => Finish(
        NativeMethods.fl_imaging_uniform_factors(source.Describe(), destination.Describe(), range.Low, range.High, seed, perChannel ? 1 : 0),
        "noise",
        source,
        destination);

    /// <summary>A camera's noise from given fields, one number a pixel.</summary>
    public static void AddCamera(Image source, Image destination, ReadOnlySpan<double> hue, ReadOnlySpan<double> lightness)
    {
        if (hue.Length != source.Height * source.Width || lightness.Length != hue.Length)
            throw new ArgumentException($"Fields of {hue.Length} and {lightness.Length} numbers do not fit {source}.", nameof(hue));
        fixed (double* hues = hue, lights = lightness)
            Finish(NativeMethods.fl_imaging_camera_noise(source.Describe(), destination.Describe(), hues, lights), "camera noise", source, destination);
    }

    /// <summary>A camera's noise.</summary>
    public static void AddCamera(Image source, Image destination, double colorShift, double intensity, ulong seed) => Finish(
        NativeMethods.fl_imaging_draw_camera_noise(source.Describe(), destination.Describe(), colorShift, intensity, seed), "camera noise", source, destination);

    private static void Finish(NativeStatus status, string operation, Image source, Image destination)
    {
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, operation);
    }
}
