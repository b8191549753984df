namespace Foldline.Imaging;

/// <summary>Writes masks into the slots of a batch, plane by plane. Several threads may write different slots at once.</summary>
public static class MaskWriter
{
    /// <summary>Writes a mask to a slot.</summary>
    /// <param name="mask">8-bit image of the batch's size and channels.</param>
    /// <param name="batch">A batch of bytes, channels first.</param>
    /// <param name="slot">Index in the batch, from 0.</param>
    /// <exception cref="ArgumentException">The batch holds something else.</exception>
    /// <exception cref="FoldlineException">FL3016: the mask does not fit the batch.</exception>
    public static void Write(Image mask, BatchMemory batch, int slot)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(batch);
        var shape = batch.Shape;
        if (shape.Element != BatchElement.UInt8 || shape.ChannelsLast)
            throw new ArgumentException("Masks are written to batches of bytes, channels first.", nameof(batch));
        if (mask.Size != shape.Size || mask.Channels != shape.Channels || mask.PixelType != PixelType.UInt8)
        {
            throw FoldlineException.User(
                "FL3016",
                $"A mask of {mask} does not fit a batch of {shape.Size} with {shape.Channels} 8-bit masks. Give masks the size of their images and add 'resize' to the transforms.",
                null,
                ("found", $"{mask}"),
                ("expected", $"{shape.Size}x{shape.Channels}"));
        }

        var elements = checked((int)shape.ImageElements);
        Split(mask.Pixels<byte>(), batch.Values<byte>().Slice(slot * elements, elements), shape.Channels);
    }

    private static void Split(ReadOnlySpan<byte> pixels, Span<byte> planes, int channels)
    {
        if (channels == 1)
        {
            pixels.CopyTo(planes);
            return;
        }

        var plane = planes.Length / channels;
        for (var c = 0; c < channels; c++)
        {
            var target = planes.Slice(c * plane, plane);
            for (int i = 0, from = c; i < target.Length; i++, from += channels)
                target[i] = pixels[from];
        }
    }
}
