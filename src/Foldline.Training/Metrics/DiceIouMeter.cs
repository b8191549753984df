namespace Foldline.Training.Metrics;

/// <summary>
/// Dice and intersection over union as steel-defect pipelines measure them: per image, all its channels taken together; images
/// without a true pixel count 1 when nothing is predicted, else 0. A pixel is predicted when the sigmoid of its logit, in single
/// precision, exceeds the threshold.
/// </summary>
/// <param name="threshold">Probability that a pixel must exceed.</param>
public sealed class DiceIouMeter(double threshold = 0.5)
{
    private Mean positive;
    private Mean negative;
    private Mean iou;
    private Mean batchIou;

    /// <summary>Mean over all images; NaN without images.</summary>
    public double Dice => positive.Plus(negative).Value;

    /// <summary>Mean over images with a true pixel; NaN without any.</summary>
    public double DicePositive => positive.Value;

    /// <summary>Mean over images without a true pixel; NaN without any.</summary>
    public double DiceNegative => negative.Value;

    /// <summary>Mean intersection over union of the images with a true pixel; NaN without any.</summary>
    public double Iou => iou.Value;

    /// <summary>
    /// Mean over batches of their mean intersection over union, as the pipelines log it: it depends on how the images were split
    /// into batches, which <see cref="Iou"/> does not. NaN without any image with a true pixel.
    /// </summary>
    public double MeanOfBatchIou => batchIou.Value;

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">[N, C, H, W].</param>
    /// <param name="target">Zeros and ones [N, C, H, W].</param>
    /// <param name="images">N.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths do not fit, or a target is neither 0 nor 1.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<long> target, int images)
    {
        if (images < 1 || logits.Length != target.Length || logits.Length == 0 || logits.Length % images != 0)
            throw FoldlineException.User("FL5101", $"A metric cannot use these masks: {logits.Length} logits and {target.Length} true pixels do not make {images} images.");
        var pixels = logits.Length / images;
        var ofBatch = default(Mean);
        for (var start = 0; start < logits.Length; start += pixels)
        {
            var counts = Count(logits.Slice(start, pixels), target.Slice(start, pixels));
            if (counts.TruePositives + counts.FalseNegatives == 0)
            {
                negative = negative.Plus(counts.FalsePositives == 0 ? 1 : 0);
                continue;
            }

            positive = positive.Plus(counts.Score(SegmentationScore.F1, double.NaN));
            ofBatch = ofBatch.Plus(counts.Score(SegmentationScore.Iou, double.NaN));
        }

        iou = iou.Plus(ofBatch);
        if (ofBatch.Count > 0)
            batchIou = batchIou.Plus(ofBatch.Value);
    }

    private PixelCounts Count(ReadOnlySpan<float> logits, ReadOnlySpan<long> target)
    {
        var counts = default(PixelCounts);
        var limit = (float)threshold;
        for (var i = 0; i < logits.Length; i++)
        {
            if ((ulong)target[i] > 1)
                throw FoldlineException.User("FL5101", $"A metric cannot use these masks: pixel {i} is {target[i]}; expected is 0 or 1.");
            counts = counts.Plus(target[i] == 1, 1 / (1 + MathF.Exp(-logits[i])) > limit);
        }

        return counts;
    }

    private readonly record struct Mean(double Sum, int Count)
    {
        public double Value => Sum / Count;

        public Mean Plus(double value) => new(Sum + value, Count + 1);

        public Mean Plus(Mean other) => new(Sum + other.Sum, Count + other.Count);
    }
}
