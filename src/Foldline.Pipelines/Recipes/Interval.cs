using Foldline.Training.Triggers;

namespace Foldline.Pipelines.Recipes;

/// <summary>Every so many epochs or iterations: <c>iteration</c>, <c>5 epochs</c>, <c>100 iterations</c>.</summary>
/// <param name="Count">At least 1.</param>
/// <param name="Unit">What is counted.</param>
public readonly record struct Interval(int Count, TriggerUnit Unit)
{
    /// <summary>Once an epoch.</summary>
    public static Interval EachEpoch { get; } = new(1, TriggerUnit.Epoch);

    /// <summary>At every iteration.</summary>
    public static Interval EachIteration { get; } = new(1, TriggerUnit.Iteration);

    /// <summary>Reads <c>epoch</c>, <c>5 epochs</c>, <c>iteration</c> or <c>100 iterations</c>.</summary>
    /// <param name="text">Text to read.</param>
    /// <param name="interval">The interval, when the text is one.</param>
    public static bool TryParse(string text, out Interval interval)
    {
        interval = EachEpoch;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = 1;
        if (words.Length is not (1 or 2) || (words.Length == 2 && (!int.TryParse(words[0], out count) || count < 1)))
            return false;
        TriggerUnit? unit = words[^1] switch
        {
            "epoch" or "epochs" => TriggerUnit.Epoch,
            "iteration" or "iterations" => TriggerUnit.Iteration,
            _ => null,
        };
        interval = new Interval(count, unit ?? TriggerUnit.Epoch);
        return unit is not null;
    }

    /// <summary>The trigger that fires at this interval.</summary>
    public IntervalTrigger ToTrigger() => new(Count, Unit);

    /// <inheritdoc/>
    public override string ToString()
    {
        var unit = Unit == TriggerUnit.Epoch ? "epoch" : "iteration";
        return Count == 1 ? unit : $"{Count} {unit}s";
    }
}
