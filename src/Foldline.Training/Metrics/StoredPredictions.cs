using System.Runtime.InteropServices;

namespace Foldline.Training.Metrics;

/// <summary>All predictions that a metric has seen, kept until the end.</summary>
internal sealed class StoredPredictions
{
    private readonly List<double> scores = [];
    private readonly List<int> targets = [];
    private readonly List<double> weights = [];

    public int Classes { get; private set; }

    public bool IsMultiLabel { get; private set; }

    public int Count => Classes == 0 ? 0 : scores.Count / Classes;

    public ReadOnlySpan<double> Weights => CollectionsMarshal.AsSpan(weights);

    public ReadOnlySpan<double> Scores => CollectionsMarshal.AsSpan(scores);

    public ReadOnlySpan<int> Targets => CollectionsMarshal.AsSpan(targets);

    public void Add(PredictionBatch batch)
    {
        Accept(batch.Classes, batch.IsMultiLabel, !batch.Weights.IsEmpty);
        scores.AddRange(batch.Probabilities);
        targets.AddRange(batch.Targets);
        weights.AddRange(batch.Weights);
    }

    public void Add(StoredPredictions other)
    {
        Accept(other.Classes, other.IsMultiLabel, other.weights.Count > 0);
        scores.AddRange(other.scores);
        targets.AddRange(other.targets);
        weights.AddRange(other.weights);
    }

    public void Clear()
    {
        scores.Clear();
        targets.Clear();
        weights.Clear();
        Classes = 0;
    }

    public ReadOnlySpan<double> RowScores(int sample) => Scores.Slice(sample * Classes, Classes);

    /// <summary>Zeros and ones of one sample; for multi-label targets only.</summary>
    public ReadOnlySpan<int> RowTargets(int sample) => Targets.Slice(sample * Classes, Classes);

    public double Weight(int sample) => weights.Count == 0 ? 1 : weights[sample];

    /// <summary>The scores of one class [n].</summary>
    public double[] Column(int c)
    {
        var column = new double[Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = scores[(i * Classes) + c];
        return column;
    }

    /// <summary>1 where a sample belongs to a class, else 0 [n]. A single column is that of class 1.</summary>
    public int[] Membership(int c)
    {
        var members = new int[Count];
        for (var i = 0; i < members.Length; i++)
            members[i] = IsMultiLabel ? targets[(i * Classes) + c] : targets[i] == (Classes == 1 ? 1 : c) ? 1 : 0;
        return members;
    }

    /// <summary>Weight of the samples whose membership is 1.</summary>
    public double WeightOf(int[] members)
    {
        if (weights.Count == 0)
            return members.Sum();
        var sum = 0.0;
        for (var i = 0; i < members.Length; i++)
            sum += members[i] * weights[i];
        return sum;
    }

    /// <summary>The weight of each entry of multi-label targets [n · C]; empty for equal weights.</summary>
    public double[] EntryWeights() => [.. weights.SelectMany(weight => Enumerable.Repeat(weight, Classes))];

    private void Accept(int classes, bool isMultiLabel, bool hasWeights)
    {
        if (Count > 0 && (classes != Classes || isMultiLabel != IsMultiLabel || hasWeights != weights.Count > 0))
        {
            throw FoldlineException.User(
                "FL5101",
                $"A metric cannot use these predictions: earlier batches had {Classes} classes, this one has {classes}, or they differ in the kind of targets or in having weights.");
        }

        (Classes, IsMultiLabel) = (classes, isMultiLabel);
    }
}
