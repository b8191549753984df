namespace Foldline.Training.Logging;

/// <summary>One line of the log: what an epoch came to.</summary>
/// <param name="Epoch">Epochs done, from 1.</param>
/// <param name="Iteration">Iterations done since the start of the training.</param>
/// <param name="Values">Value by name, such as <c>train.loss</c> and <c>valid.roc_auc</c>.</param>
public sealed record LogRow(int Epoch, long Iteration, SortedDictionary<string, double> Values)
{
    /// <summary>The value of a name; null when the epoch has none.</summary>
    /// <param name="name">Name of the value.</param>
    public double? this[string name] => Values.TryGetValue(name, out var value) ? value : null;
}
