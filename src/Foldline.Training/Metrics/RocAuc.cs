using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Training.Metrics;

/// <summary>
/// Area under the ROC curve over all predictions. Two classes (or one column): the area of class 1. More classes: each against the
/// rest, or pairs. Multi-label targets: each label. Definition: scikit-learn's <c>roc_auc_score</c>, except that a class that does
/// not occur follows <see cref="UndefinedPolicy"/> and is reported. Keeps all scores: 8 bytes a sample and class.
/// </summary>
/// <param name="average">How classes become one number.</param>
/// <param name="policy">What happens where a class does not occur, or nothing else does.</param>
public sealed class RocAuc(RocAucAverage average = RocAucAverage.Macro, UndefinedPolicy policy = UndefinedPolicy.NaN) : Metric
{
    private readonly StoredPredictions predictions = new();

    /// <inheritdoc/>
    public override string Name => "roc_auc";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <summary>The area in [0, 1], with the area of each class.</summary>
    /// <exception cref="FoldlineException">FL5102: a class does not occur, or no other does, and the policy is <see cref="UndefinedPolicy.Error"/>. FL5101: pairs of classes were asked for with weights or multi-label targets.</exception>
    public override MetricResult Result()
    {
        if (predictions.Count == 0)
            return Undefined([], "no samples were seen");
        if (predictions.Classes == 1 || (predictions.Classes == 2 && !predictions.IsMultiLabel))
            return Binary();
        var areas = Enumerable.Range(0, predictions.Classes)
            .Select(c => RocArea.Compute(predictions.Column(c), predictions.Membership(c), predictions.Weights))
            .ToImmutableArray();
        return average switch
        {
            RocAucAverage.Micro => Micro(areas),
            RocAucAverage.Samples => Samples(areas),
            RocAucAverage.OneVsOne or RocAucAverage.OneVsOneWeighted => Pairs(areas),
            _ => Mean(areas),
        };
    }

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch) => predictions.Add(batch);

    /// <inheritdoc/>
    protected override void AddFrom(Metric other) => predictions.Add(((RocAuc)other).predictions);

    /// <inheritdoc/>
    protected override void Clear() => predictions.Clear();

    private MetricResult Binary()
    {
        var column = predictions.Classes - 1;
        var area = RocArea.Compute(predictions.Column(column), predictions.Membership(column), predictions.Weights);
        return double.IsNaN(area) ? Undefined([area], "only one of the two classes occurs") : new(area, [area]);
    }

    private MetricResult Mean(ImmutableArray<double> areas)
    {
        var missing = areas.Select((area, c) => (area, c)).Where(pair => double.IsNaN(pair.area)).Select(pair => pair.c).ToList();
        var reason = missing.Count == 0
            ? null
            : $"class {string.Join(", ", missing.Select(c => c.ToString(CultureInfo.InvariantCulture)))} does not occur or is the only one";
        if (reason is not null && (policy != UndefinedPolicy.Skip || missing.Count == areas.Length))
            return Undefined(areas, reason);

        var (sum, total) = (0.0, 0.0);
        for (var c = 0; c < areas.Length; c++)
        {
            if (double.IsNaN(areas[c]))
                continue;
            var weight = average == RocAucAverage.Weighted ? predictions.WeightOf(predictions.Membership(c)) : 1;
            sum += weight * areas[c];
            total += weight;
        }

        return new(sum / total, areas, reason);
    }

    private MetricResult Micro(ImmutableArray<double> areas)
    {
        if (!predictions.IsMultiLabel)
            throw FoldlineException.User("FL5101", "The micro average of 'roc_auc' needs multi-label targets; use macro, weighted or one_vs_one.");
        var area = RocArea.Compute(predictions.Scores, predictions.Targets, predictions.EntryWeights());
        return double.IsNaN(area) ? Undefined(areas, "all entries are equal") : new(area, areas);
    }

    private MetricResult Samples(ImmutableArray<double> areas)
    {
        if (!predictions.IsMultiLabel)
            throw FoldlineException.User("FL5101", "The samples average of 'roc_auc' needs multi-label targets; use macro, weighted or one_vs_one.");
        var (sum, total, missing) = (0.0, 0.0, 0);
        for (var i = 0; i < predictions.Count; i++)
        {
            var area = RocArea.Compute(predictions.RowScores(i), predictions.RowTargets(i));
            if (double.IsNaN(area))
                missing++;
            else
                (sum, total) = (sum + (predictions.Weight(i) * area), total + predictions.Weight(i));
        }

        var reason = missing == 0 ? null : $"{missing} of {predictions.Count} samples have all labels or none";
        if (reason is not null && (policy != UndefinedPolicy.Skip || total == 0))
            return Undefined(areas, reason);
        return new(sum / total, areas, reason);
    }

    private MetricResult Pairs(ImmutableArray<double> areas)
    {
        if (predictions.IsMultiLabel || !predictions.Weights.IsEmpty)
            throw FoldlineException.User("FL5101", "The one_vs_one average of 'roc_auc' needs class numbers as targets and no sample weights; use macro or weighted.");
        var area = PairwiseAuc.Compute(predictions, average == RocAucAverage.OneVsOneWeighted);
        return double.IsNaN(area) ? Undefined(areas, "a class does not occur") : new(area, areas);
    }

    private MetricResult Undefined(ImmutableArray<double> areas, string reason) => policy == UndefinedPolicy.Error
        ? throw FoldlineException.User(
            "FL5102",
            $"The metric '{Name}' is undefined: {reason}. Use larger or stratified folds, or let the recipe say 'undefined: nan' or 'undefined: skip' for this metric.",
            null,
            ("metric", Name),
            ("reason", reason))
        : new(double.NaN, areas, reason);
}
