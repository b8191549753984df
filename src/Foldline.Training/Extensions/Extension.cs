using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Something that happens around the training steps: validation, logging, snapshots, stopping.</summary>
public abstract class Extension
{
    /// <summary>An extension.</summary>
    /// <param name="name">Name under which its state is kept in checkpoints.</param>
    /// <param name="trigger">When <see cref="Run"/> is called.</param>
    protected Extension(string name, Trigger trigger)
    {
        Name = name;
        Trigger = trigger;
    }

    /// <summary>Name under which its state is kept in checkpoints.</summary>
    public string Name { get; }

    /// <summary>When <see cref="Run"/> is called.</summary>
    public Trigger Trigger { get; }

    /// <summary>Called before the first batch, also of a resumed run.</summary>
    /// <param name="trainer">The run.</param>
    public virtual void Start(Trainer trainer)
    {
    }

    /// <summary>Called between two batches when the trigger fires.</summary>
    /// <param name="trainer">The run.</param>
    /// <param name="moment">Epoch, iteration and latest values.</param>
    /// <param name="cancellation">Long work stops with <see cref="OperationCanceledException"/>; a resumed run then calls again.</param>
    public abstract void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation);

    /// <summary>Called after all extensions have run and the state has moved on: the place to save it.</summary>
    /// <param name="trainer">The run.</param>
    public virtual void AfterMoment(Trainer trainer)
    {
    }

    /// <summary>Called when the run ends without an error.</summary>
    /// <param name="trainer">The run.</param>
    /// <param name="end">How it ended.</param>
    public virtual void Finish(Trainer trainer, TrainingEnd end)
    {
    }
}
