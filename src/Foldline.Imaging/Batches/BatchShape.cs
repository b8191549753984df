namespace Foldline.Imaging;

/// <summary>Shape and layout of a batch of images.</summary>
/// <param name="Count">Images N.</param>
/// <param name="Channels">Channels C.</param>
/// <param name="Size">Height H and width W.</param>
public sealed record BatchShape(int Count, int Channels, ImageSize Size)
{
    /// <summary>True: N x H x W x C in memory (channels last); false: N x C x H x W.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Type of the numbers.</summary>
    public BatchElement Element { get; init; } = BatchElement.Float32;

    /// <summary>Elements of one image.</summary>
    public long ImageElements => (long)Channels * Size.Height * Size.Width;

    /// <summary>Bytes of an element: 4, 2 or 1.</summary>
    public int ElementBytes => Element switch
    {
        BatchElement.Float32 => 4,
        BatchElement.BFloat16 => 2,
        _ => 1,
    };

    /// <summary>Bytes of the whole batch.</summary>
    public long ByteCount => Count * ImageElements * ElementBytes;

    /// <summary>The sizes N, C, H, W, whatever the layout.</summary>
    public long[] Sizes => [Count, Channels, Size.Height, Size.Width];

    /// <summary>The strides of N, C, H, W in elements; they carry the layout.</summary>
    public long[] Strides => ChannelsLast
        ? [ImageElements, 1, (long)Size.Width * Channels, Channels]
        : [ImageElements, (long)Size.Height * Size.Width, Size.Width, 1];
}
