namespace Foldline.Training.Metrics;

/// <summary>What a yes-or-no decision came to, as weights of samples.</summary>
/// <param name="TruePositives">Yes, rightly.</param>
/// <param name="FalsePositives">Yes, wrongly.</param>
/// <param name="FalseNegatives">No, wrongly.</param>
public readonly record struct LabelCounts(double TruePositives, double FalsePositives, double FalseNegatives)
{
    /// <summary>Weight of the samples that are positive.</summary>
    public double Targets => TruePositives + FalseNegatives;

    /// <summary>Weight of the samples that were called positive.</summary>
    public double Predicted => TruePositives + FalsePositives;

    /// <summary>Sums count by count.</summary>
    /// <param name="other">More counts.</param>
    public LabelCounts Plus(LabelCounts other) => new(
        TruePositives + other.TruePositives, FalsePositives + other.FalsePositives, FalseNegatives + other.FalseNegatives);

    /// <summary>The counts with one more decision.</summary>
    /// <param name="isTrue">What is true.</param>
    /// <param name="isPredicted">What was decided.</param>
    /// <param name="weight">Weight of the sample.</param>
    public LabelCounts Plus(bool isTrue, bool isPredicted, double weight) => (isTrue, isPredicted) switch
    {
        (true, true) => this with { TruePositives = TruePositives + weight },
        (false, true) => this with { FalsePositives = FalsePositives + weight },
        (true, false) => this with { FalseNegatives = FalseNegatives + weight },
        _ => this,
    };
}
