namespace Foldline.Torch.Optim;

/// <summary>The rectification of Liu et al. (2020): how far an adapted step may be trusted after so many steps.</summary>
internal static class Rectification
{
    // Below this length of the moving average its variance is not tractable, and the step is not adapted.
    private const double ShortestLength = 5;

    /// <summary>Factor of the adapted step, the correction of the second moment included; null while the step is not to be adapted.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="beta2">Decay of the second moment, in [0, 1).</param>
    public static double? At(long step, double beta2)
    {
        var correction = 1 - Math.Pow(beta2, step);
        var longest = (2 / (1 - beta2)) - 1;
        var length = longest - (2 * step * (1 - correction) / correction);
        return length <= ShortestLength
            ? null
            : Math.Sqrt(correction * (length - 4) / (longest - 4) * (length - 2) / length * longest / (longest - 2));
    }
}
