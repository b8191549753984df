namespace Foldline.Training.Metrics.Masks;

/// <summary>
/// Mean Dice over all pairs of an image and a class, the score of Kaggle's segmentation competitions: 2 |P ∩ T| / (|P| + |T|), and 1 for a
/// pair where prediction and truth are both empty.
/// </summary>
/// <param name="name">Name in recipes.</param>
/// <param name="pairs">Which pairs count: all, or those with a true pixel.</param>
internal sealed class PairScore(string name, DefectImages pairs) : MaskMetric(name)
{
    /// <inheritdoc/>
    public override double Compute(SegmentationStatistics statistics)
    {
        var (sum, count) = (0.0, 0);
        for (var image = 0; image < statistics.Images; image++)
        {
            for (var c = 0; c < statistics.Classes; c++)
            {
                var pixels = statistics[image, c];
                if (pairs == DefectImages.WithMask && pixels.TruePositives + pixels.FalseNegatives == 0)
                    continue;
                sum += pixels.Score(SegmentationScore.F1, zeroDivision: 1);
                count++;
            }
        }

        return sum / count;
    }
}
