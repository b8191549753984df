using System.Collections.Immutable;
using Foldline.Torch;

namespace Foldline.Training.Metrics.Masks;

/// <summary>Counts right and wrong pixels of batches on the device that they lie on.</summary>
public sealed class MaskCounter
{
    private readonly bool areClasses;
    private readonly ImmutableArray<double> thresholds;
    private readonly int? ignore;

    private MaskCounter(bool areClasses, ImmutableArray<double> thresholds, int? ignore) =>
        (this.areClasses, this.thresholds, this.ignore) = (areClasses, thresholds, ignore);

    /// <summary>For a mask of each class: a pixel is called when its sigmoid, in single precision, exceeds the threshold.</summary>
    /// <param name="thresholds">One for all classes or one a class.</param>
    public static MaskCounter OfPlanes(params ImmutableArray<double> thresholds) => new(false, thresholds, null);

    /// <summary>For one class a pixel: the likeliest is called.</summary>
    /// <param name="ignore">Pixels whose true class has this number are left out; null = none.</param>
    public static MaskCounter OfClasses(int? ignore = null) => new(true, [], ignore);

    /// <summary>Counts the pixels of a batch.</summary>
    /// <param name="logits">[N, C, H, W].</param>
    /// <param name="masks">Zeros and ones [N, C, H, W], or class numbers [N, H, W].</param>
    /// <returns>Counts image by image, class by class [N · C].</returns>
    public PixelCounts[] Count(Tensor logits, Tensor masks)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(masks);
        var expected = areClasses ? [logits.Size(0), .. logits.Shape[2..]] : logits.Shape.ToArray();
        if (logits.Rank != 4 || !masks.Shape.SequenceEqual(expected))
            throw FoldlineException.User("FL5101", $"A metric cannot compare masks of shape [{string.Join(", ", masks.Shape.ToArray())}] with an output of shape [{string.Join(", ", logits.Shape.ToArray())}]. Look at the network and at the recipe's target.");
        using var scope = new TensorScope();
        return areClasses ? CountClasses(logits, masks) : CountPlanes(logits, masks);
    }

    private PixelCounts[] CountPlanes(Tensor logits, Tensor masks)
    {
        var limits = Tensor.FromArray(thresholds.Select(threshold => (float)threshold).ToArray(), 1, thresholds.Length, 1, 1).To(logits.Device, DType.Float32);
        var called = logits.Sigmoid().Gt(limits).To(DType.UInt8);
        var pixels = logits.Size(2) * logits.Size(3);
        return Combine(Sums(called * masks), Sums(called), Sums(masks), _ => pixels);
    }

    private PixelCounts[] CountClasses(Tensor logits, Tensor masks)
    {
        var predicted = logits.Argmax(1);
        var valid = ignore is { } number ? masks.Ne(number).To(DType.UInt8) : null;
        var images = (int)logits.Size(0);
        var classes = (int)logits.Size(1);
        var result = new PixelCounts[images * classes];
        var pixels = valid is null ? null : Sums(valid);
        for (var c = 0; c < classes; c++)
        {
            var (called, truth) = (predicted.Eq(c).To(DType.UInt8), masks.Eq(c).To(DType.UInt8));
            if (valid is not null)
                (called, truth) = (called * valid, truth * valid);
            var counts = Combine(Sums(called * truth), Sums(called), Sums(truth), image => pixels?[image] ?? masks.Size(1) * masks.Size(2));
            for (var image = 0; image < images; image++)
                result[(image * classes) + c] = counts[image];
        }

        return result;
    }

    // Over the last two dimensions; sums of bytes are whole numbers of 64 bits.
    private static long[] Sums(Tensor masks) => masks.Sum([-2, -1]).ToArray<long>();

    private static PixelCounts[] Combine(long[] both, long[] called, long[] truth, Func<int, long> pixelsOf) =>
        [.. both.Select((right, i) => new PixelCounts(right, called[i] - right, truth[i] - right, pixelsOf(i) - called[i] - truth[i] + right))];
}
