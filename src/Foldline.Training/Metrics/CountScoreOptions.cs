namespace Foldline.Training.Metrics;

/// <summary>Settings of precision, recall, F and Jaccard scores.</summary>
public sealed record CountScoreOptions
{
    /// <summary>How classes become one number.</summary>
    public ScoreAverage Average { get; init; } = ScoreAverage.Auto;

    /// <summary>The value of a quotient 0/0, from 0 to 1.</summary>
    public double ZeroDivision { get; init; }

    /// <summary>A single column, and each entry of multi-label predictions, counts as yes above it.</summary>
    public double Threshold { get; init; } = 0.5;
}
