namespace Foldline.Pipelines.Submissions;

/// <summary>Thresholds of the <see cref="TwoClassFilter"/> on the probability of "normal".</summary>
/// <param name="Low">From here up to <paramref name="High"/> a "No finding" box is added to the detections.</param>
/// <param name="High">From here on "No finding" replaces the detections.</param>
public sealed record TwoClassFilterOptions(double Low = 0.0, double High = 0.95)
{
    /// <summary>Checks the thresholds.</summary>
    /// <exception cref="FoldlineException">FL6037: not 0 ≤ low ≤ high.</exception>
    public void Validate()
    {
        if (Low >= 0 && Low <= High && double.IsFinite(High))
            return;
        throw FoldlineException.User(
            "FL6037",
            FormattableString.Invariant($"The filter's thresholds are low {Low} and high {High}; expected is 0 ≤ low ≤ high. Probabilities lie between 0 and 1."));
    }
}
