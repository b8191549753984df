using Foldline.Training;
using Foldline.Training.Extensions;
using Foldline.Training.Triggers;

namespace Foldline.Tests.Training.Trainers;

/// <summary>Calls a function after every batch.</summary>
internal sealed class Probe(Action<Trainer, TrainingMoment> action) : Extension("probe", new IntervalTrigger(1, TriggerUnit.Iteration))
{
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation) => action(trainer, moment);
}
