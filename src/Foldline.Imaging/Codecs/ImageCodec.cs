namespace Foldline.Imaging;

/// <summary>
/// Decodes and encodes picture files: PNG, JPEG, TIFF, BMP, WebP and PNM, recognised by content, not by name. Colour pictures are in
/// RGB order. Nothing in a file can crash the process: it is read or refused with the reason. Thread-safe.
/// </summary>
public static unsafe class ImageCodec
{
    /// <summary>Reads and decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; null: <see cref="DecodeOptions.Default"/>.</param>
    /// <returns>
    /// A new image. 64-bit real numbers (TIFF) are rounded to 32-bit; pictures of real numbers are read with
    /// <see cref="ColorMode.Unchanged"/> only.
    /// </returns>
    /// <exception cref="FoldlineException">
    /// The file is refused; fact <c>reason</c>: FL3001 not-found, FL3002 not-a-file, FL3003 empty, FL3004 unknown-format,
    /// FL3005 unsupported-format, FL3006 truncated, FL3007 bad-header, FL3008 bad-checksum, FL3009 too-large, FL3010 bad-data,
    /// FL3011 unreadable.
    /// </exception>
    public static Image Decode(string path, DecodeOptions? options = null)
    {
        options ??= DecodeOptions.Default;
        using var file = ImageFile.Read(path, options.MaxFileBytes);
        return Decode(file.Bytes, options, path);
    }

    /// <summary>Decodes bytes that are already in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">How it is read; null: <see cref="DecodeOptions.Default"/>.</param>
    /// <param name="name">Name for messages.</param>
    /// <inheritdoc cref="Decode(string, DecodeOptions?)"/>
    public static Image Decode(ReadOnlySpan<byte> bytes, DecodeOptions? options = null, string name = "(memory)")
    {
        if (bytes.IsEmpty)
            throw ImageRefusal.Empty(name);
        var native = (options ?? DecodeOptions.Default).ToNative();
        fixed (byte* start = bytes)
        {
            var status = NativeMethods.fl_decoder_open(start, bytes.Length, native, out var decoder, out var info);
            if (status != NativeStatus.Ok)
                throw ImageRefusal.FromNative(status, name);
            try
            {
                return Read(decoder, info, name);
            }
            finally
            {
                NativeMethods.fl_decoder_close(decoder);
            }
        }
    }

    /// <summary>Reads the header of a file without decoding it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FoldlineException">FL3001 to FL3011: the file or its header is refused.</exception>
    public static ImageHeader ReadHeader(string path)
    {
        using var file = ImageFile.Read(path, DecodeLimits.MaxFileBytes);
        return ReadHeader(file.Bytes, path);
    }

    /// <summary>Reads the header of a picture in memory without decoding it.</summary>
    /// <param name="bytes">The file, or at least its header.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="FoldlineException">FL3003 to FL3009: the header is refused.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, string name = "(memory)")
    {
        if (bytes.IsEmpty)
            throw ImageRefusal.Empty(name);
        fixed (byte* start = bytes)
        {
            var status = NativeMethods.fl_imaging_probe(start, bytes.Length, out var info);
            if (status != NativeStatus.Ok)
                throw ImageRefusal.FromNative(status, name);
            return new ImageHeader((ImageFormat)info.Format, new ImageSize(info.Height, info.Width), info.Channels, (PixelType)info.Depth);
        }
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="image">1, 3 or (PNG, TIFF, BMP, WebP) 4 channels; 8 bit, for PNG, TIFF and PNM also 16, for TIFF also real numbers.</param>
    /// <param name="options">Format and quality; null: PNG.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="FoldlineException">FL3012: the format does not store such samples or channels.</exception>
    public static byte[] Encode(Image image, EncodeOptions? options = null)
    {
        options ??= new EncodeOptions();
        var quality = options.Format == ImageFormat.Png ? Math.Clamp(options.Compression, 0, 9) : Math.Clamp(options.Quality, 1, 101);
        var status = NativeMethods.fl_imaging_encode(image.Describe(), (int)options.Format, quality, out var bytes, out var length);
        GC.KeepAlive(image);
        if (status == NativeStatus.Unsupported)
            throw FoldlineException.User("FL3012", $"An image of {image} cannot be written as {options.Format}: {NativeMethods.LastError}.", null, ("format", $"{options.Format}"), ("found", $"{image}"));
        NativeMethods.Check(status, "encode");
        try
        {
            return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            NativeMethods.fl_imaging_release(bytes);
        }
    }

    private static Image Read(nint decoder, NativeImageInfo info, string name)
    {
        var image = Image.Allocate(info.Height, info.Width, info.Channels, (PixelType)info.Depth);
        var status = NativeMethods.fl_decoder_read(decoder, image.Describe().Data, image.ByteCount);
        if (status == NativeStatus.Ok)
            return image;
        var refusal = ImageRefusal.FromNative(status, name);
        image.Dispose();
        throw refusal;
    }
}
