using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Training.Schedules;

/// <summary>
/// A learning rate per parameter group that changes from step to step. A step is whatever the schedule's trigger says: an
/// iteration or an epoch. <see cref="CurrentLr"/> is in force for the optimizer's step number <see cref="StepCount"/>.
/// Values follow PyTorch's chained form, so that rounding is the same. Not thread-safe.
/// </summary>
public abstract class Schedule
{
    private readonly double[] current;
    private readonly double[]? momentum;

    /// <summary>Remembers the base rates; a derived constructor ends with <see cref="Start"/>.</summary>
    /// <param name="baseLr">Base learning rate of each parameter group, at least one group.</param>
    /// <param name="cyclesMomentum">Whether the schedule also sets momentum.</param>
    protected Schedule(IReadOnlyList<double> baseLr, bool cyclesMomentum = false)
    {
        ArgumentNullException.ThrowIfNull(baseLr);
        if (baseLr.Count == 0)
            throw new ArgumentException("A schedule needs at least one parameter group.", nameof(baseLr));
        BaseLr = [.. baseLr];
        current = [.. baseLr];
        momentum = cyclesMomentum ? new double[baseLr.Count] : null;
    }

    /// <summary>Base learning rate of each parameter group.</summary>
    public ImmutableArray<double> BaseLr { get; }

    /// <summary>Learning rate of each parameter group that is in force now.</summary>
    public IReadOnlyList<double> CurrentLr => current;

    /// <summary>Momentum (SGD) or first beta (Adam) of each group that is in force now; null when the schedule leaves it alone.</summary>
    public IReadOnlyList<double>? CurrentMomentum => momentum;

    /// <summary>Number of steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Whether steps need the value of a metric: <see cref="Step(double)"/>.</summary>
    public virtual bool NeedsMetric => false;

    /// <summary>Goes to the next step.</summary>
    /// <exception cref="FoldlineException">FL5202: the schedule is at its end. FL5203: it needs a metric.</exception>
    public virtual void Step() => Advance();

    /// <summary>Goes to the next step, telling the schedule how well things are. Schedules that need no metric ignore it.</summary>
    /// <param name="metric">Value of the watched metric; NaN counts as no better.</param>
    /// <exception cref="FoldlineException">FL5202: the schedule is at its end.</exception>
    public virtual void Step(double metric) => Advance();

    /// <summary>The rate of a group at a step; must not change the schedule.</summary>
    /// <param name="group">Parameter group, from 0.</param>
    /// <param name="step">The step entered, from 0.</param>
    /// <param name="lr">The rate before: the base rate at step 0, else that of the step before.</param>
    public abstract double LrAt(int group, long step, double lr);

    /// <summary>The momentum of a group at a step, for schedules that cycle it.</summary>
    /// <param name="group">Parameter group, from 0.</param>
    /// <param name="step">The step entered, from 0.</param>
    protected virtual double MomentumAt(int group, long step) => throw new NotSupportedException();

    /// <summary>Everything that a resumed run needs, as plain numbers.</summary>
    public IReadOnlyDictionary<string, double> Save()
    {
        var state = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["step"] = StepCount };
        for (var group = 0; group < current.Length; group++)
            state[LrKey(group)] = current[group];
        SaveMore(state);
        return state;
    }

    /// <summary>Continues where <see cref="Save"/> was called on a schedule with the same settings.</summary>
    /// <param name="state">The saved numbers.</param>
    /// <exception cref="FoldlineException">FL5204: a number is missing, so the state is that of another schedule.</exception>
    public void Load(IReadOnlyDictionary<string, double> state)
    {
        StepCount = (long)Read(state, "step");
        for (var group = 0; group < current.Length; group++)
            current[group] = Read(state, LrKey(group));
        LoadMore(state);
        UpdateMomentum();
    }

    /// <summary>Enters step 0. Derived constructors call it once they are complete.</summary>
    protected void Start()
    {
        for (var group = 0; group < current.Length; group++)
            current[group] = LrAt(group, 0, BaseLr[group]);
        UpdateMomentum();
    }

    /// <summary>Enters the next step.</summary>
    protected void Advance()
    {
        var next = StepCount + 1;
        for (var group = 0; group < current.Length; group++)
            current[group] = LrAt(group, next, current[group]);
        StepCount = next;
        UpdateMomentum();
    }

    /// <summary>Adds numbers beyond the step and the rates to the state.</summary>
    /// <param name="state">Receives the numbers.</param>
    protected virtual void SaveMore(IDictionary<string, double> state)
    {
    }

    /// <summary>Reads what <see cref="SaveMore"/> added.</summary>
    /// <param name="state">The saved numbers.</param>
    protected virtual void LoadMore(IReadOnlyDictionary<string, double> state)
    {
    }

    /// <summary>A number of a saved state.</summary>
    /// <param name="state">The saved numbers.</param>
    /// <param name="key">Its name.</param>
    /// <exception cref="FoldlineException">FL5204: it is missing.</exception>
    protected static double Read(IReadOnlyDictionary<string, double> state, string key)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.TryGetValue(key, out var value)
            ? value
            : throw FoldlineException.User(
                "FL5204",
                $"The saved state of the schedule has no '{key}', so it belongs to another schedule or to other parameter groups. Resume with the recipe that the run was started with.",
                null,
                ("key", key));
    }

    /// <summary>Saves another schedule inside this one's state.</summary>
    /// <param name="state">Receives the numbers.</param>
    /// <param name="name">Name of the other one.</param>
    /// <param name="inner">The other one.</param>
    protected static void SaveInner(IDictionary<string, double> state, string name, Schedule inner)
    {
        foreach (var (key, value) in inner.Save())
            state[$"{name}.{key}"] = value;
    }

    /// <summary>Loads what <see cref="SaveInner"/> saved.</summary>
    /// <param name="state">The saved numbers.</param>
    /// <param name="name">Name of the other one.</param>
    /// <param name="inner">The other one.</param>
    protected static void LoadInner(IReadOnlyDictionary<string, double> state, string name, Schedule inner) => inner.Load(state
        .Where(entry => entry.Key.StartsWith($"{name}.", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[(name.Length + 1)..], entry => entry.Value));

    private static string LrKey(int group) => $"lr.{group.ToString(CultureInfo.InvariantCulture)}";

    private void UpdateMomentum()
    {
        for (var group = 0; group < (momentum?.Length ?? 0); group++)
            momentum![group] = MomentumAt(group, StepCount);
    }
}
