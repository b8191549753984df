using Foldline.Training.Metrics;

namespace Foldline.Training.Triggers;

/// <summary>
/// Fires, at the end of an epoch, once a reported value has not improved for more than <c>patience</c> epochs. Improving means
/// strictly better; NaN never is.
/// </summary>
/// <param name="value">Name of the value, such as <c>valid.loss</c>.</param>
/// <param name="direction">Which way it improves.</param>
/// <param name="patience">Number of epochs without improvement that are tolerated, at least 0.</param>
public sealed class EarlyStopping(string value, MetricDirection direction, int patience) : Trigger
{
    private readonly BestTrigger best = new(value, direction);

    /// <summary>Best value so far; null before the first.</summary>
    public double? Best => best.Best;

    /// <summary>Epochs done when the best value was seen; 0 before the first.</summary>
    public int BestEpoch => best.BestEpoch;

    /// <inheritdoc/>
    public override bool Fires(TrainingMoment moment)
    {
        best.Fires(moment);
        return moment.EpochEnds && moment.Values.ContainsKey(value) && moment.Epoch - BestEpoch > patience;
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Save() => best.Save();

    /// <inheritdoc/>
    public override void Load(IReadOnlyDictionary<string, double> state) => best.Load(state);
}
