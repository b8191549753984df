namespace Foldline.Imaging;

/// <summary>The bridge's operations on real numbers, spectra and pairs of images.</summary>
internal static unsafe class SignalKernels
{
    /// <summary>TensorFlow's saturation of real RGB.</summary>
    public static void TfSaturation(Image source, Image destination, double factor) =>
        Finish(NativeMethods.fl_imaging_tf_saturation(source.Describe(), destination.Describe(), (float)factor), "saturation", source, destination);

    /// <summary>TensorFlow's hue of real RGB.</summary>
    public static void TfHue(Image source, Image destination, double delta) =>
        Finish(NativeMethods.fl_imaging_tf_hue(source.Describe(), destination.Describe(), (float)delta), "hue", source, destination);

    /// <summary>Clip, logarithm, standard score over all samples.</summary>
    public static void LogScore(Image source, Image destination, ValueRange clip, double epsilon) => Finish(
        NativeMethods.fl_imaging_log_score(source.Describe(), destination.Describe(), (float)clip.Low, (float)clip.High, epsilon), "log score", source, destination);

    /// <summary>Replaces NaN in place.</summary>
    public static void FillNaN(Image image, double value) =>
        Finish(NativeMethods.fl_imaging_fill_nan(image.Describe(), (float)value), "nan", image, image);

    /// <summary><c>first * share + second * rest</c> as real numbers.</summary>
    public static void Blend(Image first, Image second, Image destination, double share, double rest)
    {
        var status = NativeMethods.fl_imaging_blend(first.Describe(), second.Describe(), destination.Describe(), (float)share, (float)rest);
        GC.KeepAlive(second);
        Finish(status, "blend", first, destination);
    }

    /// <summary>Takes the amplitudes of low frequencies from a reference of the same shape.</summary>
    public static void AdaptSpectrum(Image source, Image reference, Image destination, int border)
    {
        var status = NativeMethods.fl_imaging_adapt_spectrum(source.Describe(), reference.Describe(), destination.Describe(), border);
        GC.KeepAlive(reference);
        Finish(status, "spectrum", source, destination);
    }

    private static void Finish(NativeStatus status, string operation, Image source, Image destination)
    {
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, operation);
    }
}
