namespace Foldline.Training.Metrics;

/// <summary>Predictions of some samples beside what is true of them; a view, nothing is copied.</summary>
public readonly ref struct PredictionBatch
{
    /// <summary>Checks and wraps predictions.</summary>
    /// <param name="probabilities">[N, C] row by row. With C = 1 the column is the probability (or score) of class 1.</param>
    /// <param name="targets">Class numbers [N], each in [0, C) (0 or 1 when C = 1), or zeros and ones [N, C] for multi-label targets.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <param name="weights">Weight of each sample [N], not negative; empty for equal weights.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths do not fit, a target is out of range, or a prediction is NaN.</exception>
    public PredictionBatch(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> targets, int classes, ReadOnlySpan<double> weights = default)
    {
        if (classes < 1 || probabilities.Length % classes != 0)
            throw Wrong($"{probabilities.Length} predictions do not make rows of {classes} classes.");
        Count = probabilities.Length / classes;
        IsMultiLabel = classes > 1 && Count > 0 && targets.Length == probabilities.Length;
        if (!IsMultiLabel && targets.Length != Count)
            throw Wrong($"There are {Count} rows of predictions and {targets.Length} targets.");
        if (!weights.IsEmpty && weights.Length != Count)
            throw Wrong($"There are {Count} rows of predictions and {weights.Length} weights.");
        CheckValues(probabilities, targets, IsMultiLabel || classes == 1 ? 2 : classes);
        Probabilities = probabilities;
        Targets = targets;
        Weights = weights;
        Classes = classes;
    }

    /// <summary>[N, C] row by row.</summary>
    public ReadOnlySpan<double> Probabilities { get; }

    /// <summary>Class numbers [N], or zeros and ones [N, C] when <see cref="IsMultiLabel"/>.</summary>
    public ReadOnlySpan<int> Targets { get; }

    /// <summary>Weight of each sample [N]; empty for equal weights.</summary>
    public ReadOnlySpan<double> Weights { get; }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>Whether each sample has a yes or no per class rather than one class.</summary>
    public bool IsMultiLabel { get; }

    /// <summary>The predictions of one sample [C].</summary>
    /// <param name="sample">Row, from 0.</param>
    public ReadOnlySpan<double> Row(int sample) => Probabilities.Slice(sample * Classes, Classes);

    /// <summary>The weight of one sample; 1 when none were given.</summary>
    /// <param name="sample">Row, from 0.</param>
    public double Weight(int sample) => Weights.IsEmpty ? 1 : Weights[sample];

    private static void CheckValues(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> targets, int bound)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (double.IsNaN(probabilities[i]))
                throw Wrong($"Prediction number {i} is NaN.");
        }

        for (var i = 0; i < targets.Length; i++)
        {
            if ((uint)targets[i] >= (uint)bound)
                throw Wrong($"Target number {i} is {targets[i]}; expected is a number from 0 to {bound - 1}.");
        }
    }

    private static FoldlineException Wrong(string what) =>
        FoldlineException.User("FL5101", $"A metric cannot use these predictions: {what}");
}
