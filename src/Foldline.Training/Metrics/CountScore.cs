using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Training.Metrics;

/// <summary>
/// A quotient of true positives, false positives and false negatives, averaged over classes as scikit-learn's
/// <c>precision_recall_fscore_support</c> and <c>jaccard_score</c> do. Classes that neither occur nor are predicted are left out of
/// the mean, as there (labels of multi-label targets are not). A quotient 0/0 is <see cref="CountScoreOptions.ZeroDivision"/> and
/// is reported.
/// </summary>
/// <param name="options">Average, threshold and the value of 0/0.</param>
public abstract class CountScore(CountScoreOptions options) : Metric
{
    private LabelCounts[] counts = [];
    private bool isMultiLabel;
    private double sampleSum;
    private double sampleWeight;

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <summary>The average, with the score of each class (NaN for classes that are left out).</summary>
    /// <exception cref="FoldlineException">FL5101: the average does not fit the targets.</exception>
    public override MetricResult Result()
    {
        if (Count == 0)
            return new(double.NaN, [], "no samples were seen");
        var isBinary = !isMultiLabel && counts.Length == 2;
        var average = options.Average == ScoreAverage.Auto ? (isBinary ? ScoreAverage.Binary : ScoreAverage.Macro) : options.Average;
        if (average == ScoreAverage.Binary && !isBinary)
            throw FoldlineException.User("FL5101", $"The binary average of '{Name}' needs one column or two classes; use macro, micro or weighted.");
        if (average == ScoreAverage.Samples && !isMultiLabel)
            throw FoldlineException.User("FL5101", $"The samples average of '{Name}' needs multi-label targets; use macro, micro or weighted.");

        var all = counts.Aggregate((sum, next) => sum.Plus(next));
        var perClass = counts.Select(count => !isMultiLabel && count.Targets + count.Predicted == 0 ? double.NaN : Score(count)).ToImmutableArray();
        return new(
            average switch
            {
                ScoreAverage.Binary => Score(counts[1]),
                ScoreAverage.Micro => Score(all),
                ScoreAverage.Samples => sampleSum / sampleWeight,
                ScoreAverage.Weighted => Weighted(perClass, all.Targets),
                _ => perClass.Where(score => !double.IsNaN(score)).DefaultIfEmpty(double.NaN).Average(),
            },
            perClass,
            Report(average));
    }

    /// <summary>Numerator and denominator of the score.</summary>
    /// <param name="count">Counts of one class, of one sample, or of all together.</param>
    protected abstract (double Numerator, double Denominator) Quotient(in LabelCounts count);

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        Accept(batch.IsMultiLabel, batch.IsMultiLabel ? batch.Classes : Math.Max(batch.Classes, 2));
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.IsMultiLabel)
                AddLabels(batch.Row(i), batch.Targets.Slice(i * batch.Classes, batch.Classes), batch.Weight(i));
            else
                AddClass(batch.Targets[i], batch.PredictedClass(i, options.Threshold), batch.Weight(i));
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        var score = (CountScore)other;
        Accept(score.isMultiLabel, score.counts.Length);
        for (var c = 0; c < counts.Length; c++)
            counts[c] = counts[c].Plus(score.counts[c]);
        sampleSum += score.sampleSum;
        sampleWeight += score.sampleWeight;
    }

    /// <inheritdoc/>
    protected override void Clear() => (counts, sampleSum, sampleWeight) = ([], 0, 0);

    private double Score(in LabelCounts count)
    {
        var (numerator, denominator) = Quotient(count);
        return denominator == 0 ? options.ZeroDivision : numerator / denominator;
    }

    private double Weighted(ImmutableArray<double> scores, double total)
    {
        if (total == 0)
            return options.ZeroDivision;
        var sum = 0.0;
        for (var c = 0; c < counts.Length; c++)
            sum += double.IsNaN(scores[c]) ? 0 : counts[c].Targets * scores[c];
        return sum / total;
    }

    private void AddClass(int target, int predicted, double weight)
    {
        counts[target] = counts[target].Plus(isTrue: true, target == predicted, weight);
        if (target != predicted)
            counts[predicted] = counts[predicted].Plus(isTrue: false, isPredicted: true, weight);
    }

    private void AddLabels(ReadOnlySpan<double> row, ReadOnlySpan<int> targets, double weight)
    {
        var ofSample = default(LabelCounts);
        for (var c = 0; c < row.Length; c++)
        {
            var (isTrue, isPredicted) = (targets[c] == 1, row[c] > options.Threshold);
            counts[c] = counts[c].Plus(isTrue, isPredicted, weight);
            ofSample = ofSample.Plus(isTrue, isPredicted, 1);
        }

        sampleSum += weight * Score(ofSample);
        sampleWeight += weight;
    }

    private void Accept(bool multiLabel, int classes)
    {
        if (counts.Length == 0)
            (isMultiLabel, counts) = (multiLabel, new LabelCounts[classes]);
        else if (isMultiLabel != multiLabel || counts.Length != classes)
            throw FoldlineException.User("FL5101", $"A metric cannot use these predictions: earlier batches had {counts.Length} classes, this one has {classes}, or they differ in the kind of targets.");
    }

    private string? Report(ScoreAverage average)
    {
        var undefined = Enumerable.Range(0, counts.Length)
            .Where(c => average is ScoreAverage.Macro or ScoreAverage.Weighted || (average == ScoreAverage.Binary && c == 1))
            .Where(c => Quotient(counts[c]).Denominator == 0)
            .Select(c => c.ToString(CultureInfo.InvariantCulture))
            .ToList();
        return undefined.Count == 0 ? null : $"the score of class {string.Join(", ", undefined)} is 0/0";
    }
}
