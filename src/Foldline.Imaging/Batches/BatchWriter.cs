namespace Foldline.Imaging;

/// <summary>
/// Writes images into the slots of a batch: table, grey to colour, normalisation, layout and rounding in one vectorised pass. It holds
/// nothing that changes; several threads may write different slots at once.
/// </summary>
/// <param name="normalization">Applied to every image.</param>
public sealed unsafe class BatchWriter(PixelNormalization normalization)
{
    private const int LargestStackChannels = 64;

    /// <summary>Applied to every image.</summary>
    public PixelNormalization Normalization { get; } = normalization;

    /// <summary>Writes an image to a slot.</summary>
    /// <param name="input">8-bit, 16-bit or real image of the batch's size, with the batch's channels or one (which is repeated).</param>
    /// <param name="batch">The batch.</param>
    /// <param name="slot">Index in the batch, from 0.</param>
    /// <exception cref="FoldlineException">FL3016: the image does not fit the batch; FL3015: the normalisation does not fit the channels.</exception>
    public void Write(TransformInput input, BatchMemory batch, int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, batch.Shape.Count);
        var shape = batch.Shape;
        if (shape.Element == BatchElement.UInt8)
            throw new ArgumentException("A batch of bytes holds masks, not images.", nameof(batch));
        RequireFit(input.UntabledImage, shape);
        var strides = shape.Strides;
        var target = new NativeBatchTarget
        {
            Data = batch.Address + (nint)(slot * shape.ImageElements * shape.ElementBytes),
            ChannelStride = strides[1],
            RowStride = strides[2],
            ColumnStride = strides[3],
            Channels = shape.Channels,
            BFloat16 = shape.Element == BatchElement.BFloat16 ? 1 : 0,
        };
        Write(input, Normalization, target);
        GC.KeepAlive(batch);
    }

    /// <summary>Writes an image that went through no pipeline to a slot.</summary>
    /// <inheritdoc cref="Write(TransformInput, BatchMemory, int)"/>
    /// <param name="image">8-bit, 16-bit or real image of the batch's size, with the batch's channels or one (which is repeated).</param>
    /// <param name="batch">The batch.</param>
    /// <param name="slot">Index in the batch, from 0.</param>
    public void Write(Image image, BatchMemory batch, int slot)
    {
        using var input = TransformInput.Borrowing(image);
        Write(input, batch, slot);
    }

    /// <summary>Normalises into another image of the same size and channels (32-bit reals).</summary>
    internal static void WriteImage(TransformInput input, PixelNormalization normalization, Image result)
    {
        var target = new NativeBatchTarget
        {
            Data = result.Describe().Data,
            ChannelStride = 1,
            RowStride = (long)result.Width * result.Channels,
            ColumnStride = result.Channels,
            Channels = result.Channels,
        };
        Write(input, normalization, target);
        GC.KeepAlive(result);
    }

    private static void Write(TransformInput input, PixelNormalization normalization, in NativeBatchTarget target)
    {
        var image = input.UntabledImage;
        var channels = target.Channels;
        var mean = channels <= LargestStackChannels ? stackalloc float[channels] : new float[channels];
        var scale = channels <= LargestStackChannels ? stackalloc float[channels] : new float[channels];
        normalization.Resolve(image.PixelType, mean, scale);
        fixed (float* means = mean, scales = scale)
        fixed (byte* table = input.PendingTable)
            NativeMethods.Check(NativeMethods.fl_imaging_write_batch(image.Describe(), target, means, scales, table), "batch");
        GC.KeepAlive(image);
    }

    private static void RequireFit(Image image, BatchShape shape)
    {
        if (image.Size == shape.Size && (image.Channels == shape.Channels || image.Channels == 1))
            return;
        throw FoldlineException.User(
            "FL3016",
            $"An image of {image.Size} with {image.Channels} channels does not fit a batch of {shape.Size} with {shape.Channels}. Add 'resize' to the transforms or set 'input.channels'.",
            null,
            ("found", $"{image}"),
            ("expected", $"{shape.Size}x{shape.Channels}"));
    }
}
