namespace Foldline.Training.Triggers;

/// <summary>Says at which moments of a training something happens. Asked once per moment, since some remember what they saw.</summary>
public abstract class Trigger
{
    private static readonly IReadOnlyDictionary<string, double> Nothing = new Dictionary<string, double>();

    /// <summary>Whether it fires now.</summary>
    /// <param name="moment">The moment.</param>
    public abstract bool Fires(TrainingMoment moment);

    /// <summary>Everything that a resumed run needs, as plain numbers.</summary>
    public virtual IReadOnlyDictionary<string, double> Save() => Nothing;

    /// <summary>Continues where <see cref="Save"/> was called on a trigger with the same settings.</summary>
    /// <param name="state">The saved numbers.</param>
    public virtual void Load(IReadOnlyDictionary<string, double> state)
    {
    }
}
