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
        CheckProbabilities(probabilities);
        CheckTargets(targets, IsMultiLabel || classes == 1 ? 2 : classes);
        Probabilities = probabilities;
        Targets = targets;
        Weights = weights;
        Classes = classes;
    }

    /// <summary>[N, C] row by row.</summary>
    public ReadOnlySpan<double> Probabilities { get; private init; }

    /// <summary>Class numbers [N], or zeros and ones [N, C] when <see cref="IsMultiLabel"/>.</summary>
    public ReadOnlySpan<int> Targets { get; }

    /// <summary>Shares of the classes [N, C] when <see cref="IsDistribution"/>; empty otherwise.</summary>
    public ReadOnlySpan<double> Distributions { get; private init; }

    /// <summary>Weight of each sample [N]; empty for equal weights.</summary>
    public ReadOnlySpan<double> Weights { get; private init; }

    /// <summary>C.</summary>
    public int Classes { get; private init; }

    /// <summary>N.</summary>
    public int Count { get; private init; }

    /// <summary>Whether each sample has a yes or no per class rather than one class.</summary>
    public bool IsMultiLabel { get; }

    /// <summary>Whether the targets are shares of classes.</summary>
    public bool IsDistribution { get; private init; }

    /// <summary>Checks and wraps predictions beside distributions, such as shares of votes.</summary>
    /// <param name="probabilities">[N, C] row by row.</param>
    /// <param name="distributions">[N, C] row by row, not negative; rows should sum to 1, which is not checked.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <param name="weights">Weight of each sample [N], not negative; empty for equal weights.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths do not fit, a number is NaN, or a share is negative.</exception>
    public static PredictionBatch OfDistributions(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> distributions, int classes, ReadOnlySpan<double> weights = default)
    {
        if (classes < 1 || probabilities.Length % classes != 0)
            throw Wrong($"{probabilities.Length} predictions do not make rows of {classes} classes.");
        if (distributions.Length != probabilities.Length)
            throw Wrong($"There are {probabilities.Length} predictions and {distributions.Length} shares of classes.");
        var count = probabilities.Length / classes;
        if (!weights.IsEmpty && weights.Length != count)
            throw Wrong($"There are {count} rows of predictions and {weights.Length} weights.");
        CheckProbabilities(probabilities);
        for (var i = 0; i < distributions.Length; i++)
        {
            if (!(distributions[i] >= 0))
                throw Wrong($"Share number {i} of the targets is {distributions[i]}; expected is a number of at least 0.");
        }

        return new PredictionBatch { Probabilities = probabilities, Distributions = distributions, Weights = weights, Classes = classes, Count = count, IsDistribution = true };
    }

    /// <summary>The predictions of one sample [C].</summary>
    /// <param name="sample">Row, from 0.</param>
    public ReadOnlySpan<double> Row(int sample) => Probabilities.Slice(sample * Classes, Classes);

    /// <summary>The weight of one sample; 1 when none were given.</summary>
    /// <param name="sample">Row, from 0.</param>
    public double Weight(int sample) => Weights.IsEmpty ? 1 : Weights[sample];

    /// <summary>
    /// The class that one sample is taken for: the one with the highest probability (the first of equals), or 1 where a single column
    /// exceeds the threshold.
    /// </summary>
    /// <param name="sample">Row, from 0.</param>
    /// <param name="threshold">For a single column.</param>
    public int PredictedClass(int sample, double threshold = 0.5)
    {
        var row = Row(sample);
        if (row.Length == 1)
            return row[0] > threshold ? 1 : 0;
        var best = 0;
        for (var c = 1; c < row.Length; c++)
        {
            if (row[c] > row[best])
                best = c;
        }

        return best;
    }

    private static void CheckProbabilities(ReadOnlySpan<double> probabilities)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (double.IsNaN(probabilities[i]))
                throw Wrong($"Prediction number {i} is NaN.");
        }
    }

    private static void CheckTargets(ReadOnlySpan<int> targets, int bound)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if ((uint)targets[i] >= (uint)bound)
                throw Wrong($"Target number {i} is {targets[i]}; expected is a number from 0 to {bound - 1}.");
        }
    }

    private static FoldlineException Wrong(string what) =>
        FoldlineException.User("FL5101", $"A metric cannot use these predictions: {what}");
}
