using Foldline.Training.Metrics;

namespace Foldline.Training.Triggers;

/// <summary>
/// Fires when a reported value is strictly better than ever before. NaN is never better; a value that is not there yet is no
/// reason to fire.
/// </summary>
/// <param name="value">Name of the value, such as <c>valid.ema.loss</c>.</param>
/// <param name="direction">Which way it improves.</param>
/// <param name="when">When to look; at the end of each epoch if null.</param>
public sealed class BestTrigger(string value, MetricDirection direction, IntervalTrigger? when = null) : Trigger
{
    private readonly IntervalTrigger when = when ?? new IntervalTrigger(1, TriggerUnit.Epoch);

    /// <summary>Best value so far; null before the first.</summary>
    public double? Best { get; private set; }

    /// <summary>Epochs done when the best value was seen.</summary>
    public int BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override bool Fires(TrainingMoment moment)
    {
        if (!when.Fires(moment) || !moment.Values.TryGetValue(value, out var current) || double.IsNaN(current))
            return false;
        if (Best is { } best && !(direction == MetricDirection.Min ? current < best : current > best))
            return false;
        (Best, BestEpoch) = (current, moment.Epoch);
        return true;
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Save() => Best is { } best
        ? new SortedDictionary<string, double>(StringComparer.Ordinal) { ["best"] = best, ["best_epoch"] = BestEpoch }
        : new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void Load(IReadOnlyDictionary<string, double> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Best = state.TryGetValue("best", out var best) ? best : null;
        BestEpoch = (int)state.GetValueOrDefault("best_epoch");
    }
}
