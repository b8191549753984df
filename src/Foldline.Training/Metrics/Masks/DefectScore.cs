namespace Foldline.Training.Metrics.Masks;

/// <summary>
/// The scores of <see cref="DiceIouMeter"/> from counted pixels: per image, all its classes taken together; images without a true
/// pixel count 1 when nothing is predicted, else 0.
/// </summary>
/// <param name="name">Name in recipes.</param>
/// <param name="score">Score of an image with a true pixel.</param>
/// <param name="images">Which images count: those with a true pixel, those without, or both.</param>
internal sealed class DefectScore(string name, SegmentationScore score, DefectImages images) : MaskMetric(name)
{
    /// <inheritdoc/>
    public override double Compute(SegmentationStatistics statistics)
    {
        var (sum, count) = (0.0, 0);
        for (var image = 0; image < statistics.Images; image++)
        {
            var pixels = statistics.OfImage(image);
            var isEmpty = pixels.TruePositives + pixels.FalseNegatives == 0;
            if (images == (isEmpty ? DefectImages.WithMask : DefectImages.WithoutMask))
                continue;
            sum += isEmpty ? (pixels.FalsePositives == 0 ? 1 : 0) : pixels.Score(score, double.NaN);
            count++;
        }

        return sum / count;
    }
}
