namespace Foldline.Training.Metrics;

/// <summary>Numbers of right and wrong pixels.</summary>
/// <param name="TruePositives">Called and true.</param>
/// <param name="FalsePositives">Called but empty.</param>
/// <param name="FalseNegatives">True but not called.</param>
/// <param name="TrueNegatives">Empty and not called.</param>
public readonly record struct PixelCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Sums number by number.</summary>
    /// <param name="other">More counts.</param>
    public PixelCounts Plus(PixelCounts other) => new(
        TruePositives + other.TruePositives,
        FalsePositives + other.FalsePositives,
        FalseNegatives + other.FalseNegatives,
        TrueNegatives + other.TrueNegatives);

    /// <summary>The counts with one more pixel.</summary>
    /// <param name="isTrue">What is true.</param>
    /// <param name="isCalled">What was predicted.</param>
    public PixelCounts Plus(bool isTrue, bool isCalled) => (isTrue, isCalled) switch
    {
        (true, true) => this with { TruePositives = TruePositives + 1 },
        (false, true) => this with { FalsePositives = FalsePositives + 1 },
        (true, false) => this with { FalseNegatives = FalseNegatives + 1 },
        _ => this with { TrueNegatives = TrueNegatives + 1 },
    };

    /// <summary>A score of the counts.</summary>
    /// <param name="score">Which score.</param>
    /// <param name="zeroDivision">The value of a quotient 0/0.</param>
    public double Score(SegmentationScore score, double zeroDivision)
    {
        ArgumentNullException.ThrowIfNull(score);
        var value = score.Compute(TruePositives, FalsePositives, FalseNegatives, TrueNegatives);
        return double.IsNaN(value) ? zeroDivision : value;
    }
}
