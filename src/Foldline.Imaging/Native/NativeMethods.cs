using System.Runtime.InteropServices;

namespace Foldline.Imaging;

/// <summary>The C functions of <c>native/imaging/src/foldline_imaging.h</c>. Statuses are turned into exceptions by <see cref="Check"/>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "foldline_imaging";

    static NativeMethods()
    {
        NativeBridge.Register(typeof(NativeMethods).Assembly, Library, "imaging", "libfoldline_imaging.so");
        fl_imaging_initialize();
    }

    /// <summary>The words for the last failure on this thread.</summary>
    public static string LastError => Marshal.PtrToStringUTF8(fl_imaging_last_error()) ?? "";

    /// <summary>Throws when an operation on images that Foldline itself made fails.</summary>
    public static void Check(NativeStatus status, string operation)
    {
        if (status == NativeStatus.Ok)
            return;
        var words = LastError;
        throw status == NativeStatus.OutOfMemory
            ? FoldlineException.User("FL3013", $"Not enough memory for '{operation}' on an image. Use smaller images or fewer loader threads.", null, ("operation", operation))
            : FoldlineException.Internal("FL3014", $"The image operation '{operation}' failed: {words}.", null, ("operation", operation), ("found", words));
    }

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_probe(byte* bytes, long length, out NativeImageInfo info);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_decoder_open(byte* bytes, long length, in NativeDecodeOptions options, out nint decoder, out NativeImageInfo info);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_decoder_read(nint decoder, nint destination, long capacity);

    [LibraryImport(Library)]
    internal static partial void fl_decoder_close(nint decoder);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_encode(in NativeImage image, int format, int quality, out byte* bytes, out long length);

    [LibraryImport(Library)]
    internal static partial void fl_imaging_release(byte* bytes);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_resize(in NativeImage source, in NativeImage destination, Interpolation interpolation);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_turn(in NativeImage source, in NativeImage destination, Symmetry symmetry);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_crop(in NativeImage source, in NativeImage destination, int top, int left);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_pad(in NativeImage source, in NativeImage destination, int top, int left, BorderMode border, double* value);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_gather(in NativeImage source, in NativeImage destination, int* places);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_warp_affine(
        in NativeImage source, in NativeImage destination, double* matrix, Interpolation interpolation, BorderMode border, double* value);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_warp_perspective(
        in NativeImage source, in NativeImage destination, double* matrix, Interpolation interpolation, BorderMode border, double* value);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_remap(
        in NativeImage source, in NativeImage destination, float* columns, float* rows, Interpolation interpolation, BorderMode border, double* value);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_smooth_field(in NativeImage source, in NativeImage destination, int size, double sigma);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_lookup(in NativeImage source, in NativeImage destination, byte* tables, int tableCount);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_linear(in NativeImage source, in NativeImage destination, float alpha, float beta);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_mean(in NativeImage source, out double mean);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_repeat_channel(in NativeImage source, in NativeImage destination);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_convert(in NativeImage source, in NativeImage destination, double scale);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_paste(in NativeImage source, in NativeImage destination, int top, int left);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_write_batch(in NativeImage source, in NativeBatchTarget target, float* mean, float* scale, byte* table);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_hsv_tables(in NativeImage source, in NativeImage destination, byte* tables);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_hsv_shift(in NativeImage source, in NativeImage destination, float hue, float saturation, float value);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_gray(in NativeImage source, in NativeImage destination);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_gray_mean(in NativeImage source, out double mean);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_saturation(in NativeImage source, in NativeImage destination, double factor);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_color_matrix(in NativeImage source, in NativeImage destination, double* matrix);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_to_float(in NativeImage source, in NativeImage destination, float max);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_from_float(in NativeImage source, in NativeImage destination, float max);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_power(in NativeImage source, in NativeImage destination, double exponent);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_solarize(in NativeImage source, in NativeImage destination, float threshold);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_map_channels(in NativeImage source, in NativeImage destination, double* scale, double* offset, int clip);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_shuffle_channels(in NativeImage source, in NativeImage destination, int* order);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_channel_means(in NativeImage source, double* means);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_blur(in NativeImage source, in NativeImage destination, int size);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_median(in NativeImage source, in NativeImage destination, int size);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_gaussian(in NativeImage source, in NativeImage destination, int size, double sigma);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_filter(in NativeImage source, in NativeImage destination, float* kernel, int size);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_line_kernel(float* kernel, int size, int x1, int y1, int x2, int y2);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_unsharp(in NativeImage source, in NativeImage destination, int size, double sigma, float alpha, float threshold);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_downscale(
        in NativeImage source, in NativeImage destination, double scale, Interpolation down, Interpolation up);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_histogram(in NativeImage source, NativeImage* mask, int* counts);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_luma_histogram(in NativeImage source, NativeImage* mask, int* counts);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_luma_lookup(in NativeImage source, in NativeImage destination, byte* table);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_clahe(in NativeImage source, in NativeImage destination, double clipLimit, int across, int down);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_compress(in NativeImage source, in NativeImage destination, int format, int quality, int asBgr);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_combine_noise(in NativeImage source, in NativeImage destination, double* noise, int perChannel, int multiplied);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_gauss_noise(
        in NativeImage source, in NativeImage destination, double mean, double sigma, ulong seed, int perChannel);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_uniform_factors(
        in NativeImage source, in NativeImage destination, double low, double high, ulong seed, int perChannel);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_camera_noise(in NativeImage source, in NativeImage destination, double* hueNoise, double* lightnessNoise);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_draw_camera_noise(
        in NativeImage source, in NativeImage destination, double colorShift, double intensity, ulong seed);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_label(in NativeImage mask, int* labels, out int count);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_fill_labels(in NativeImage image, int* labels, byte* selected, double* values);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_dicom_decode(byte* bytes, long length, in NativeDicomFrame frame, byte* destination);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_tf_saturation(in NativeImage source, in NativeImage destination, float factor);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_tf_hue(in NativeImage source, in NativeImage destination, float delta);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_log_score(in NativeImage source, in NativeImage destination, float low, float high, double epsilon);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_fill_nan(in NativeImage image, float value);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_blend(in NativeImage first, in NativeImage second, in NativeImage destination, float share, float rest);

    [LibraryImport(Library)]
    internal static partial NativeStatus fl_imaging_adapt_spectrum(in NativeImage source, in NativeImage reference, in NativeImage destination, int border);

    [LibraryImport(Library)]
    private static partial nint fl_imaging_last_error();

    [LibraryImport(Library)]
    private static partial void fl_imaging_initialize();
}
