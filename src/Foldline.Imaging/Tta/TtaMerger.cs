namespace Foldline.Imaging;

/// <summary>Gathers predictions of the views of one image and merges them pixel by pixel. One thread at a time.</summary>
public sealed class TtaMerger
{
    private readonly ImageSize size;
    private readonly int channels;
    private readonly TtaMerge merge;
    private readonly double[] values;
    private readonly int[] counts;

    /// <summary>Makes an empty one.</summary>
    /// <param name="size">Size of the image.</param>
    /// <param name="channels">Values a pixel.</param>
    /// <param name="merge">How predictions become one.</param>
    public TtaMerger(ImageSize size, int channels, TtaMerge merge = TtaMerge.Mean)
    {
        (this.size, this.channels, this.merge) = (size, channels, merge);
        values = new double[size.Height * size.Width * channels];
        counts = new int[size.Height * size.Width];
        if (merge is TtaMerge.Max or TtaMerge.Min)
            Array.Fill(values, merge == TtaMerge.Max ? double.NegativeInfinity : double.PositiveInfinity);
    }

    /// <summary>How many views have covered each pixel, row by row.</summary>
    public ReadOnlySpan<int> Counts => counts;

    /// <summary>Adds what the network said about one view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="prediction">32-bit values in the view's frame.</param>
    /// <exception cref="ArgumentException">The prediction has other channels or another type, or the view is of an image of another size.</exception>
    public void Add(TtaView view, Image prediction)
    {
        using var restored = view.Restore(prediction);
        Add(restored, view.Region);
    }

    /// <summary>Adds values of a part of the image.</summary>
    /// <param name="part">32-bit values in the image's frame.</param>
    /// <param name="region">Where they lie.</param>
    /// <exception cref="ArgumentException">The values have other channels or another type, or do not fit the region or the image.</exception>
    public void Add(Image part, TtaRegion region)
    {
        var (top, left, (height, width)) = region;
        if (part.Channels != channels || part.PixelType != PixelType.Float32 || part.Size != region.Size)
            throw new ArgumentException($"Expected are {region.Size}x{channels} Float32 values, found are {part}.", nameof(part));
        if (top < 0 || left < 0 || height > size.Height - top || width > size.Width - left)
            throw new ArgumentException($"The part {region} does not lie within {size}.", nameof(region));
        var pixels = part.Pixels<float>();
        for (var row = 0; row < height; row++)
        {
            var first = ((top + row) * size.Width) + left;
            for (var column = 0; column < width; column++)
                counts[first + column]++;
            Join(pixels.Slice(row * width * channels, width * channels), values.AsSpan(first * channels));
        }
    }

    /// <summary>The merged prediction: 32-bit values of the image's size.</summary>
    /// <param name="uncovered">Value of pixels that no view has shown.</param>
    public Image Result(float uncovered = -1)
    {
        var result = Image.Allocate(size.Height, size.Width, channels, PixelType.Float32);
        var pixels = result.Pixels<float>();
        for (var i = 0; i < values.Length; i++)
        {
            var count = counts[i / channels];
            pixels[i] = count == 0 ? uncovered : (float)(merge switch
            {
                TtaMerge.Mean => values[i] / count,
                TtaMerge.GeometricMean => Math.Exp(values[i] / count),
                _ => values[i],
            });
        }

        return result;
    }

    private void Join(ReadOnlySpan<float> from, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = merge switch
            {
                TtaMerge.Max => Math.Max(to[i], from[i]),
                TtaMerge.Min => Math.Min(to[i], from[i]),
                TtaMerge.GeometricMean => to[i] + Math.Log(from[i]),
                _ => to[i] + from[i],
            };
        }
    }
}
