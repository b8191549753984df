namespace Foldline.Imaging;

/// <summary>Turns predicted probabilities into masks without specks.</summary>
public static class MaskCleanup
{
    /// <summary>
    /// The pixels above a threshold, without the connected components (pixels that touch, also at corners) that are not larger than a
    /// number of pixels.
    /// </summary>
    /// <param name="probability">Probabilities row by row.</param>
    /// <param name="height">Height of the mask.</param>
    /// <param name="width">Width of the mask.</param>
    /// <param name="threshold">A pixel is on above it; compared in single precision.</param>
    /// <param name="minSize">Components of more pixels than this are kept.</param>
    /// <returns>The mask of 0 and 1, and the number of components in it.</returns>
    /// <exception cref="ArgumentException">The probabilities do not fit the size.</exception>
    public static (Image Mask, int Components) KeepLarge(ReadOnlySpan<float> probability, int height, int width, double threshold, int minSize)
    {
        if (probability.Length != height * width)
            throw new ArgumentException($"{probability.Length} probabilities do not fit {height} x {width} pixels.", nameof(probability));
        var limit = (float)threshold;
        var pixels = new byte[probability.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = probability[i] > limit ? (byte)1 : (byte)0;
        var mask = Image.FromPixels<byte>(pixels, height, width, 1);
        var components = ConnectedComponents.Find(mask);
        var sizes = new int[components.Count + 1];
        foreach (var label in components.Labels)
            sizes[label]++;
        components.Fill(mask, Enumerable.Range(1, components.Count).Where(label => sizes[label] <= minSize), [0]);
        return (mask, sizes.Skip(1).Count(size => size > minSize));
    }
}
