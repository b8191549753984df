namespace Foldline.Imaging;

/// <summary>
/// A picture in native memory: H x W x C samples of one type, contiguous, channels last, colour order red, green, blue (alpha).
/// The memory is 64-byte aligned and pooled; dispose the image to give it back (a finalizer is the safety net). Reading from several
/// threads is safe, writing or disposing while others read is not.
/// </summary>
public sealed class Image : IDisposable
{
    private readonly PixelMemory memory;

    private Image(PixelMemory memory, int height, int width, int channels, PixelType type)
    {
        this.memory = memory;
        Height = height;
        Width = width;
        Channels = channels;
        PixelType = type;
    }

    /// <summary>Number of native pixel blocks in use in the process (images and batches); tests compare it before and after.</summary>
    public static long Live => PixelMemory.Live;

    /// <summary>Number of rows, at least 1.</summary>
    public int Height { get; }

    /// <summary>Number of columns, at least 1.</summary>
    public int Width { get; }

    /// <summary>Samples a pixel, at least 1.</summary>
    public int Channels { get; }

    /// <summary>Type of the samples.</summary>
    public PixelType PixelType { get; }

    /// <summary>Height and width.</summary>
    public ImageSize Size => new(Height, Width);

    /// <summary>Number of samples: height x width x channels.</summary>
    public int SampleCount => Height * Width * Channels;

    /// <summary>Bytes of the samples.</summary>
    public long ByteCount => (long)SampleCount * PixelType.ByteSize();

    /// <summary>A new image whose samples are undefined.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="channels">Samples a pixel, at least 1.</param>
    /// <param name="type">Type of the samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1 or there are more than 2^31 - 1 samples.</exception>
    /// <exception cref="FoldlineException">FL3013: not enough memory.</exception>
    public static Image Allocate(int height, int width, int channels, PixelType type)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((UInt128)height * (UInt128)width * (UInt128)channels, (UInt128)int.MaxValue, nameof(height));
        var bytes = (long)height * width * channels * type.ByteSize();
        return new Image(PixelMemory.Rent(PixelPool.Shared, bytes), height, width, channels, type);
    }

    /// <summary>A new image with a copy of the given samples.</summary>
    /// <param name="pixels">H x W x C samples, channels last.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="channels">Samples a pixel, at least 1.</param>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    /// <exception cref="ArgumentException">The number of samples does not fit the size.</exception>
    public static Image FromPixels<T>(ReadOnlySpan<T> pixels, int height, int width, int channels)
        where T : unmanaged
    {
        var image = Allocate(height, width, channels, PixelTypes.Of<T>());
        if (pixels.Length != image.SampleCount)
        {
            image.Dispose();
            throw new ArgumentException($"{height} x {width} x {channels} needs {(long)height * width * channels} samples, given are {pixels.Length}.", nameof(pixels));
        }

        pixels.CopyTo(image.Pixels<T>());
        return image;
    }

    /// <summary>The samples, H x W x C with channels last. The span ends with the image's life.</summary>
    /// <typeparam name="T">The .NET type of <see cref="PixelType"/>: <see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The image holds samples of another type.</exception>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public unsafe Span<T> Pixels<T>()
        where T : unmanaged
    {
        if (PixelTypes.Of<T>() != PixelType)
            throw new InvalidOperationException($"The image holds {PixelType} samples, not {typeof(T)}.");
        ObjectDisposedException.ThrowIf(memory.IsClosed, this);
        return new Span<T>((void*)memory.DangerousGetHandle(), SampleCount);
    }

    /// <summary>A copy in memory of its own.</summary>
    public unsafe Image Clone()
    {
        var copy = Allocate(Height, Width, Channels, PixelType);
        Buffer.MemoryCopy((void*)Describe().Data, (void*)copy.Describe().Data, ByteCount, ByteCount);
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>Sets the pixels of a row from one column up to another, which is excluded, to zero.</summary>
    internal unsafe void ClearRow(int row, int first, int end)
    {
        if (row < 0 || row >= Height || first < 0 || end > Width)
            throw new ArgumentOutOfRangeException(nameof(row), $"Row {row}, columns {first} to {end} lie outside of {this}.");
        var pixelBytes = Channels * PixelType.ByteSize();
        if (end > first)
            new Span<byte>((byte*)Describe().Data + (((long)row * Width) + first) * pixelBytes, (end - first) * pixelBytes).Clear();
        GC.KeepAlive(this);
    }

    /// <summary>Gives the memory back. Safe to call twice.</summary>
    public void Dispose() => memory.Dispose();

    /// <summary>Shape and type, such as <c>256x256x1 UInt8</c>.</summary>
    public override string ToString() => $"{Height}x{Width}x{Channels} {PixelType}";

    /// <summary>A new image from the bytes of another; see <see cref="CopyBytes"/>.</summary>
    internal static unsafe Image FromBytes(ReadOnlySpan<byte> bytes, ImageSize size, int channels, PixelType type)
    {
        var image = Allocate(size.Height, size.Width, channels, type);
        bytes.CopyTo(new Span<byte>((void*)image.Describe().Data, checked((int)image.ByteCount)));
        return image;
    }

    /// <summary>The samples as bytes in managed memory.</summary>
    internal unsafe byte[] CopyBytes()
    {
        var bytes = new ReadOnlySpan<byte>((void*)Describe().Data, checked((int)ByteCount)).ToArray();
        GC.KeepAlive(this);
        return bytes;
    }

    /// <summary>A new image of the same type and channels; its samples are undefined.</summary>
    internal Image AllocateLike(int height, int width) => Allocate(height, width, Channels, PixelType);

    /// <summary>The bridge's view of the pixels; the caller keeps the image alive until the call is over.</summary>
    internal NativeImage Describe()
    {
        ObjectDisposedException.ThrowIf(memory.IsClosed, this);
        return new NativeImage { Data = memory.DangerousGetHandle(), Height = Height, Width = Width, Channels = Channels, Depth = (int)PixelType };
    }
}
