using System.Globalization;

namespace Foldline.Training.Triggers;

/// <summary>Fires after every n epochs or n iterations, counted from the start of the training.</summary>
public sealed class IntervalTrigger : Trigger
{
    /// <summary>A trigger.</summary>
    /// <param name="period">n, at least 1.</param>
    /// <param name="unit">What is counted.</param>
    public IntervalTrigger(long period, TriggerUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (Period, Unit) = (period, unit);
    }

    /// <summary>n, at least 1.</summary>
    public long Period { get; }

    /// <summary>What is counted.</summary>
    public TriggerUnit Unit { get; }

    /// <summary>
    /// Reads a trigger from a recipe: <c>epoch</c>, <c>iteration</c>, <c>5 epochs</c>, <c>100 iterations</c>, or a list such as
    /// <c>[1, iteration]</c> (as a list of values or as text; brackets of either kind).
    /// </summary>
    /// <param name="value">A text, or a list of a number and a text.</param>
    /// <exception cref="FoldlineException">FL5301: it is none of these.</exception>
    public static IntervalTrigger Parse(object? value)
    {
        var text = value switch
        {
            string single => single,
            System.Collections.IEnumerable list => string.Join(' ', list.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture))),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        var words = text.Split([' ', ',', '[', ']', '(', ')', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var period = 1L;
        var isRead = words.Length switch
        {
            1 => true,
            2 => long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out period) && period > 0,
            _ => false,
        };
        return isRead && UnitOf(words[^1]) is { } unit ? new IntervalTrigger(period, unit) : throw Unreadable(text);
    }

    /// <inheritdoc/>
    public override bool Fires(TrainingMoment moment) => Unit == TriggerUnit.Iteration
        ? moment.Iteration % Period == 0
        : moment.EpochEnds && moment.Epoch % Period == 0;

    /// <summary>How often it fires in a training: what a schedule that steps on it takes for its length.</summary>
    /// <param name="epochs">Epochs of the training.</param>
    /// <param name="iterationsPerEpoch">Iterations of an epoch.</param>
    public long CountFirings(int epochs, long iterationsPerEpoch) =>
        (Unit == TriggerUnit.Epoch ? epochs : epochs * iterationsPerEpoch) / Period;

    /// <inheritdoc/>
    public override string ToString() => $"{Period} {(Unit == TriggerUnit.Epoch ? "epoch" : "iteration")}{(Period == 1 ? "" : "s")}";

    private static TriggerUnit? UnitOf(string word) => word.ToLowerInvariant() switch
    {
        "epoch" or "epochs" => TriggerUnit.Epoch,
        "iteration" or "iterations" => TriggerUnit.Iteration,
        _ => null,
    };

    private static FoldlineException Unreadable(string text) => FoldlineException.User(
        "FL5301",
        $"'{text}' is not a trigger; expected is 'epoch', 'iteration', '5 epochs' or [100, iteration].",
        null,
        ("found", text));
}
