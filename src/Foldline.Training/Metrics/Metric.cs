namespace Foldline.Training.Metrics;

/// <summary>
/// A number that says how good predictions are, computed from all of them: batches are added as they come, the value is asked for
/// at the end. Not thread-safe; threads use one each and <see cref="Merge"/> them.
/// </summary>
public abstract class Metric
{
    /// <summary>Name in recipes and logs, such as <c>roc_auc</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Which way it improves.</summary>
    public abstract MetricDirection Direction { get; }

    /// <summary>Number of samples seen since the start or the last <see cref="Reset"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the predictions of a batch.</summary>
    /// <param name="batch">Any number of samples; nothing of it is kept by reference.</param>
    /// <exception cref="FoldlineException">FL5101: the number of classes differs from that of the batches before, or the kind of targets does not fit.</exception>
    public void Update(PredictionBatch batch)
    {
        if (batch.Count == 0)
            return;
        if (batch.IsDistribution && !TakesDistributions)
            throw FoldlineException.User("FL5101", $"The metric '{Name}' needs class numbers or zeros and ones as targets; shares of classes are for 'kl_divergence'.");
        Add(batch);
        Count += batch.Count;
    }

    /// <summary>Adds everything that another metric of the same kind and settings has seen.</summary>
    /// <param name="other">The other metric; it is left as it is.</param>
    /// <exception cref="ArgumentException">The other metric is of another type.</exception>
    public void Merge(Metric other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.GetType() != GetType())
            throw new ArgumentException($"'{other.Name}' cannot be merged into '{Name}'.", nameof(other));
        if (other.Count == 0)
            return;
        AddFrom(other);
        Count += other.Count;
    }

    /// <summary>The value over all samples seen.</summary>
    /// <exception cref="FoldlineException">FL5102: it is undefined and the policy is <see cref="UndefinedPolicy.Error"/>.</exception>
    public abstract MetricResult Result();

    /// <summary>Forgets all samples.</summary>
    public void Reset()
    {
        Clear();
        Count = 0;
    }

    /// <summary>Whether targets may be shares of classes.</summary>
    protected virtual bool TakesDistributions => false;

    /// <summary>Adds a batch with at least one sample.</summary>
    /// <param name="batch">The batch.</param>
    protected abstract void Add(PredictionBatch batch);

    /// <summary>Adds what a metric of the same type has seen.</summary>
    /// <param name="other">The other metric.</param>
    protected abstract void AddFrom(Metric other);

    /// <summary>Forgets all samples.</summary>
    protected abstract void Clear();
}
