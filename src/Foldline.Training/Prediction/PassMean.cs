namespace Foldline.Training.Prediction;

/// <summary>The mean over several passes of predictions for the same samples, such as augmented views of each test image.</summary>
public static class PassMean
{
    /// <summary>Averages passes that lie one after another.</summary>
    /// <param name="predictions">All values of the first pass, then all of the second and so on [passes · n].</param>
    /// <param name="passes">Number of passes, at least 1.</param>
    /// <returns>Mean of each value [n].</returns>
    /// <exception cref="ArgumentException">The values do not make as many passes of equal length.</exception>
    public static double[] Compute(ReadOnlySpan<double> predictions, int passes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 1);
        if (predictions.Length % passes != 0)
            throw new ArgumentException($"{predictions.Length} values do not make {passes} passes of equal length.", nameof(predictions));
        var mean = new double[predictions.Length / passes];
        for (var i = 0; i < predictions.Length; i++)
            mean[i % mean.Length] += predictions[i];
        for (var i = 0; i < mean.Length; i++)
            mean[i] /= passes;
        return mean;
    }
}
