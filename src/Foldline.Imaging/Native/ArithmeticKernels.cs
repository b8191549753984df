namespace Foldline.Imaging;

/// <summary>The bridge's arithmetic on single samples. Source and destination may be the same image where their types agree.</summary>
internal static unsafe class ArithmeticKernels
{
    /// <summary><c>x / max</c> into real numbers.</summary>
    public static void ToFloat(Image source, Image destination, double max) =>
        Finish(NativeMethods.fl_imaging_to_float(source.Describe(), destination.Describe(), (float)max), "to float", source, destination);

    /// <summary><c>x * max</c> of real numbers, clipped and cut off to integers.</summary>
    public static void FromFloat(Image source, Image destination, double max) =>
        Finish(NativeMethods.fl_imaging_from_float(source.Describe(), destination.Describe(), (float)max), "from float", source, destination);

    /// <summary>Powers of real numbers of at least 0.</summary>
    public static void Power(Image source, Image destination, double exponent) =>
        Finish(NativeMethods.fl_imaging_power(source.Describe(), destination.Describe(), exponent), "power", source, destination);

    /// <summary><c>max - x</c> from the threshold on; 16-bit and real images.</summary>
    public static void Solarize(Image source, Image destination, double threshold) =>
        Finish(NativeMethods.fl_imaging_solarize(source.Describe(), destination.Describe(), (float)threshold), "solarize", source, destination);

    /// <summary><c>x * scale[c] + offset[c]</c>, cut off to 16 bit; real numbers are clipped to 0 .. 1 if asked for.</summary>
    public static void MapChannels(Image source, Image destination, ReadOnlySpan<double> scale, ReadOnlySpan<double> offset, bool clip)
    {
        fixed (double* factors = scale, terms = offset)
            Finish(NativeMethods.fl_imaging_map_channels(source.Describe(), destination.Describe(), factors, terms, clip ? 1 : 0), "map", source, destination);
    }

    /// <summary>The same map for all channels.</summary>
    public static void Map(Image source, Image destination, double scale, double offset, bool clip)
    {
        var channels = source.Channels;
        var factors = new double[channels];
        var terms = new double[channels];
        Array.Fill(factors, scale);
        Array.Fill(terms, offset);
        MapChannels(source, destination, factors, terms, clip);
    }

    /// <summary>Channel c of the destination becomes channel <c>order[c]</c> of the source.</summary>
    public static void ShuffleChannels(Image source, Image destination, ReadOnlySpan<int> order)
    {
        if (order.Length != destination.Channels)
            throw new ArgumentException($"An order of {order.Length} channels does not fit {destination}.", nameof(order));
        fixed (int* channels = order)
            Finish(NativeMethods.fl_imaging_shuffle_channels(source.Describe(), destination.Describe(), channels), "shuffle", source, destination);
    }

    /// <summary>The mean of each channel.</summary>
    public static double[] ChannelMeans(Image source)
    {
        var means = new double[source.Channels];
        fixed (double* values = means)
            Finish(NativeMethods.fl_imaging_channel_means(source.Describe(), values), "means", source, source);
        return means;
    }

    private static void Finish(NativeStatus status, string operation, Image source, Image destination)
    {
        GC.KeepAlive(source);
        GC.KeepAlive(destination);
        NativeMethods.Check(status, operation);
    }
}
