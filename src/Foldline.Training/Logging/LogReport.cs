namespace Foldline.Training.Logging;

/// <summary>
/// Gathers what is reported during an epoch and makes a line of it: means over samples of what batches report, and the values of
/// evaluators as they are. Names keep the column in which they first appeared. Not thread-safe.
/// </summary>
public sealed class LogReport
{
    private readonly List<string> columns = [];
    private readonly List<LogRow> rows = [];
    private readonly SortedDictionary<string, WeightedMean> means = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double> values = new(StringComparer.Ordinal);

    /// <summary>Names of the values in the order of their columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Finished epochs, oldest first.</summary>
    public IReadOnlyList<LogRow> Rows => rows;

    /// <summary>Latest value of everything: running means and evaluations of this epoch, else those of the last line.</summary>
    public IReadOnlyDictionary<string, double> Latest
    {
        get
        {
            var latest = rows.Count > 0 ? new SortedDictionary<string, double>(rows[^1].Values, StringComparer.Ordinal) : new(StringComparer.Ordinal);
            foreach (var (name, mean) in means)
                latest[name] = mean.Value;
            foreach (var (name, value) in values)
                latest[name] = value;
            return latest;
        }
    }

    /// <summary>Reports the mean of a batch; the line has the mean over all samples of the epoch.</summary>
    /// <param name="name">Name of the value, such as <c>train.loss</c>.</param>
    /// <param name="value">Mean over the batch.</param>
    /// <param name="samples">Number of samples in the batch, at least 1.</param>
    public void Add(string name, double value, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Register(name);
        means[name] = means.GetValueOrDefault(name).Add(value, samples);
    }

    /// <summary>Reports a value that is over all samples already, such as a metric or the learning rate; a later one replaces it.</summary>
    /// <param name="name">Name of the value, such as <c>valid.roc_auc</c>.</param>
    /// <param name="value">The value; NaN is allowed.</param>
    public void Set(string name, double value)
    {
        Register(name);
        values[name] = value;
    }

    /// <summary>Ends the epoch: a new line, and everything starts anew.</summary>
    /// <param name="epoch">Epochs done, from 1.</param>
    /// <param name="iteration">Iterations done since the start of the training.</param>
    /// <returns>The new line.</returns>
    public LogRow EndEpoch(int epoch, long iteration)
    {
        var all = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, mean) in means)
            all[name] = mean.Value;
        foreach (var (name, value) in values)
            all[name] = value;
        means.Clear();
        values.Clear();
        rows.Add(new LogRow(epoch, iteration, all));
        return rows[^1];
    }

    /// <summary>The state for a checkpoint; later reports do not change it.</summary>
    public LogState Save() => new(
        [.. columns],
        [.. rows],
        new(means, StringComparer.Ordinal),
        new(values, StringComparer.Ordinal));

    /// <summary>Continues where <see cref="Save"/> was called; everything reported so far is forgotten.</summary>
    /// <param name="state">The saved state.</param>
    public void Load(LogState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        columns.Clear();
        rows.Clear();
        means.Clear();
        values.Clear();
        columns.AddRange(state.Columns);
        rows.AddRange(state.Rows.Select(row => row with { Values = new(row.Values, StringComparer.Ordinal) }));
        foreach (var (name, mean) in state.Means)
            means[name] = mean;
        foreach (var (name, value) in state.Values)
            values[name] = value;
    }

    private void Register(string name)
    {
        if (!columns.Contains(name))
            columns.Add(name);
    }
}
