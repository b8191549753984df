namespace Foldline.Training.Metrics;

/// <summary>How often each class was taken for each other: scikit-learn's <c>confusion_matrix</c> over classes 0 to C - 1.</summary>
public sealed class ConfusionMatrix
{
    private readonly double[] cells;
    private readonly bool[] seen;

    /// <summary>An empty matrix.</summary>
    /// <param name="classes">C, at least 1.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        cells = new double[classes * classes];
        seen = new bool[classes];
    }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>Weight of all samples.</summary>
    public double Total => cells.Sum();

    /// <summary>Weight of the samples on the diagonal.</summary>
    public double Right => Enumerable.Range(0, Classes).Sum(c => this[c, c]);

    /// <summary>Weight of the samples of one class that were taken for another or the same.</summary>
    /// <param name="target">The true class: the row.</param>
    /// <param name="predicted">The predicted class: the column.</param>
    public double this[int target, int predicted] => cells[(target * Classes) + predicted];

    /// <summary>Counts many samples at once.</summary>
    /// <param name="targets">True classes [n].</param>
    /// <param name="predicted">Predicted classes [n].</param>
    /// <param name="classes">C.</param>
    /// <param name="weights">Weight of each sample [n]; empty for equal weights.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths differ or a class is out of range.</exception>
    public static ConfusionMatrix Compute(ReadOnlySpan<int> targets, ReadOnlySpan<int> predicted, int classes, ReadOnlySpan<double> weights = default)
    {
        if (targets.Length != predicted.Length || (!weights.IsEmpty && weights.Length != targets.Length))
            throw FoldlineException.User("FL5101", $"A metric cannot use these predictions: there are {targets.Length} targets, {predicted.Length} predicted classes and {weights.Length} weights.");
        var matrix = new ConfusionMatrix(classes);
        for (var i = 0; i < targets.Length; i++)
            matrix.Add(targets[i], predicted[i], weights.IsEmpty ? 1 : weights[i]);
        return matrix;
    }

    /// <summary>Counts one sample.</summary>
    /// <param name="target">Its class.</param>
    /// <param name="predicted">The class that it was taken for.</param>
    /// <param name="weight">Its weight.</param>
    /// <exception cref="FoldlineException">FL5101: a class is out of range.</exception>
    public void Add(int target, int predicted, double weight = 1)
    {
        if ((uint)target >= (uint)Classes || (uint)predicted >= (uint)Classes)
            throw FoldlineException.User("FL5101", $"A metric cannot use these predictions: class {target} was taken for class {predicted}, but there are only {Classes} classes.");
        cells[(target * Classes) + predicted] += weight;
        (seen[target], seen[predicted]) = (true, true);
    }

    /// <summary>Adds the counts of another matrix.</summary>
    /// <param name="other">A matrix of as many classes.</param>
    /// <exception cref="FoldlineException">FL5101: another number of classes.</exception>
    public void Add(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
            throw FoldlineException.User("FL5101", $"A metric cannot use these predictions: earlier batches had {Classes} classes, this one has {other.Classes}.");
        for (var i = 0; i < cells.Length; i++)
            cells[i] += other.cells[i];
        for (var c = 0; c < seen.Length; c++)
            seen[c] |= other.seen[c];
    }

    /// <summary>Whether some sample is of a class or was taken for it.</summary>
    /// <param name="c">A class.</param>
    public bool Occurs(int c) => seen[c];

    /// <summary>Weight of the samples of a class.</summary>
    /// <param name="c">A class.</param>
    public double OfTarget(int c) => Enumerable.Range(0, Classes).Sum(predicted => this[c, predicted]);

    /// <summary>Weight of the samples that were taken for a class.</summary>
    /// <param name="c">A class.</param>
    public double OfPredicted(int c) => Enumerable.Range(0, Classes).Sum(target => this[target, c]);

    /// <summary>The matrix with rows that sum to 1 (<c>normalize="true"</c>); the rows of classes that do not occur are 0.</summary>
    /// <returns>[C, C], true class by predicted class.</returns>
    public double[,] NormalizedByTarget()
    {
        var shares = new double[Classes, Classes];
        for (var target = 0; target < Classes; target++)
        {
            var sum = OfTarget(target);
            for (var predicted = 0; predicted < Classes; predicted++)
                shares[target, predicted] = sum == 0 ? 0 : this[target, predicted] / sum;
        }

        return shares;
    }
}
