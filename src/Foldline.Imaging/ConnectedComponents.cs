namespace Foldline.Imaging;

/// <summary>The connected components of a mask: pixels of one value other than 0 that touch, also at corners.</summary>
public sealed unsafe class ConnectedComponents
{
    private readonly int[] labels;

    private ConnectedComponents(int[] labels, int count)
    {
        this.labels = labels;
        Count = count;
    }

    /// <summary>Number of components.</summary>
    public int Count { get; }

    /// <summary>For each pixel, row by row, 0 or the number of its component; components are numbered from 1 by their first pixel.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Finds the components.</summary>
    /// <param name="mask">An image with one channel.</param>
    /// <exception cref="ArgumentException">The image has several channels.</exception>
    public static ConnectedComponents Find(Image mask)
    {
        if (mask.Channels != 1)
            throw new ArgumentException($"Components are found in one channel, this image is {mask}.", nameof(mask));
        var labels = new int[mask.SampleCount];
        fixed (int* values = labels)
        {
            var status = NativeMethods.fl_imaging_label(mask.Describe(), values, out var count);
            GC.KeepAlive(mask);
            NativeMethods.Check(status, "components");
            return new ConnectedComponents(labels, count);
        }
    }

    /// <summary>Fills the pixels of some components in an image of the mask's size.</summary>
    internal void Fill(Image image, IEnumerable<int> numbers, ReadOnlySpan<double> values)
    {
        if (image.Height * image.Width != labels.Length)
            throw new ArgumentException($"Components of {labels.Length} pixels do not fit {image}.", nameof(image));
        var selected = new byte[Count + 1];
        foreach (var number in numbers)
            selected[number] = 1;
        fixed (int* pixels = labels)
        fixed (byte* flags = selected)
        fixed (double* fill = values)
            NativeMethods.Check(NativeMethods.fl_imaging_fill_labels(image.Describe(), pixels, flags, fill), "fill");
        GC.KeepAlive(image);
    }
}
