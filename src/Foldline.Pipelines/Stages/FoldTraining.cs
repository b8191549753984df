using Foldline.Data.Loading;
using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Schedules;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;
using Foldline.Training;
using Foldline.Training.Averaging;
using Foldline.Training.Checkpoints;
using Foldline.Training.Extensions;
using Foldline.Training.Logging;
using Foldline.Training.Losses;
using Foldline.Training.Metrics;
using Foldline.Training.Metrics.Masks;
using Foldline.Training.Mixing;
using Foldline.Training.Schedules;
using Foldline.Training.Triggers;

namespace Foldline.Pipelines.Stages;

/// <summary>Trains one fold, from the start or from its last checkpoint. Runs on the engine thread.</summary>
/// <param name="context">The run.</param>
/// <param name="folder">The fold's folder.</param>
internal sealed class FoldTraining(RunContext context, FoldFolder folder)
{
    private readonly Recipe recipe = context.Recipe;

    private bool IsScheduledEveryStep => recipe.Train.Schedule?.Every == Interval.EachIteration;

    // Mixed images have no labels of their own, and masks are too many to keep.
    private bool MeasuresTraining => recipe.Train is { Measure: true, Mix: null } && recipe.Target.Kind != TargetKind.Masks && recipe.Metrics.Count > 0;

    /// <summary>Trains until the last epoch, an early end or an interruption.</summary>
    public TrainingEnd Run(CancellationToken cancellation)
    {
        using var defaults = TorchGenerator.Default(context.Forward.Device);
        defaults.Seed(context.SeedOf(folder.Fold));
        using var scope = new TensorScope();
        using var model = context.Models.AtStart(context.SeedOf(folder.Fold), context.Warn);
        LoadWeights(model);
        Prepare(model);
        using var teacher = FoldTeacher.Load(context, folder.Fold, model);
        var validationRows = context.Validation(folder.Fold);
        using var training = context.Input.TrainingLoader(context.Data.Train, context.Training(folder.Fold), context.SeedOf(folder.Fold), teacher?.Curves);
        using var validation = context.Input.ValidationLoader(context.Data.Train, validationRows);
        using var average = recipe.Train.Ema is { } ema ? new ExponentialMovingAverage(model, ema) : null;

        using var optimizer = recipe.Train.ScaledOptimizer.Build(OptimizerTable.Standard)(Groups(model));
        using var loss = LossPlan.Build(recipe, context.Data.Train.Targets, context.Training(folder.Fold));
        var parts = new TrainingParts
        {
            Model = model,
            Forward = context.Forward,
            Loader = training,
            Targets = TargetValues.ToTensor(context.Data.Train.Targets, context.Forward.Device),
            Loss = loss,
            Teacher = teacher?.Network,
            Mixing = recipe.Train.Mix is { } mix ? new BatchMixing(mix.Build(MixingTable.Standard), recipe.Target.Names.Count, context.SeedOf(folder.Fold)) : null,
            Outputs = MeasuresTraining ? new TrainingOutputs() : null,
            Optimizer = optimizer,
            Schedule = Schedule(optimizer, training.BatchCount),
            Average = average,
            Scaler = context.Forward.Format == NumberFormat.Float16 ? new GradScaler(model.Parameters()) : null,
        };
        using var log = new LogWriter(recipe.Train.Log.ToTrigger(), folder.Path, context.Time, (_, row) => context.Observer.Logged(folder.Fold, row));
        var trainer = new Trainer(parts, Options(), Extensions(validation, parts, log));
        Resume(trainer);
        return trainer.Run(cancellation);
    }

    /// <summary>Starts from an earlier training where the recipe says so; a training that goes on has its own weights.</summary>
    private void LoadWeights(Layer model)
    {
        if (recipe.Model.Weights is { } reference && !new CheckpointStore(folder.Checkpoints).Exists)
            TrainedRun.Find(reference, context).Load(model, folder.Fold, recipe.Model.Strict, context.Warn);
    }

    /// <summary>Freezes and saves memory as the recipe says.</summary>
    private void Prepare(Layer model)
    {
        if (model is not ImageModel network)
        {
            var isBackbone = recipe.Model.Freeze == ModelSpec.Backbone;
            if (isBackbone && model is SegmentationModel segmentation)
                segmentation.FreezeEncoder();
            if ((recipe.Model.Freeze is not null && !isBackbone) || recipe.Model.GradientCheckpointing || recipe.Train.LayerDecay < 1)
                context.Warn("model.freeze by stages, model.gradient_checkpointing and train.layer_decay have an effect on classifiers alone.");
            return;
        }

        if (recipe.Model.Freeze == ModelSpec.Backbone)
            network.FreezeBackbone();
        else if (recipe.Model.Freeze is { } stages)
            network.FreezeStages(stages);
        if (recipe.Model.GradientCheckpointing && network.SetGradientCheckpointing() == 0)
            context.Warn($"model.gradient_checkpointing has no effect: '{network.Name}' has no blocks that can be computed again.");
    }

    private IReadOnlyList<ParameterGroup> Groups(Layer model) => model is ImageModel network
        ? ParameterGroups.Of(network, recipe.Train.NoDecay, recipe.Train.LayerDecay)
        : ParameterGroups.ByDecay(model, recipe.Train.NoDecay);

    private Schedule? Schedule(Optimizer optimizer, int batches) => new SchedulePlan(recipe, batches, recipe.Train.BatchesOf(context.Data.Train.Count)).Build(optimizer);

    private TrainerOptions Options() => new()
    {
        Epochs = recipe.Train.Epochs,
        ClipNorm = recipe.Train.Clip?.Norm,
        ClipNormType = recipe.Train.Clip?.NormType ?? 2,
        ClipValue = recipe.Train.Clip?.Value,
        AccumulationSteps = recipe.Train.Accumulate,
        ScheduleEveryIteration = IsScheduledEveryStep,
        Fold = folder.Fold,
    };

    private List<Extension> Extensions(BatchLoader validation, TrainingParts parts, LogWriter log)
    {
        var each = recipe.Train.Log.ToTrigger();
        var extensions = new List<Extension>
        {
            new LearningRateObserver(each),
            Evaluation(each, validation),
        };
        if (MeasuresTraining)
            extensions.Insert(1, new TrainingEvaluation(each, Measured()));
        if (recipe.Train.Schedule is { } schedule && schedule.Every != Interval.EachIteration)
            extensions.Add(new ScheduleStep(schedule.Every.ToTrigger(), parts.Schedule!.NeedsMetric ? recipe.Train.KeepBest?.Metric ?? "valid.loss" : null));
        if (recipe.Train.KeepBest is { } best)
        {
            var trigger = new BestTrigger(best.Metric, best.Maximize ? MetricDirection.Max : MetricDirection.Min, each);
            extensions.Add(new Snapshot("best", trigger, folder.Checkpoints, _ => FoldWeights.BestName));
        }

        if (recipe.Train.Snapshot is { } every)
            extensions.Add(new Snapshot("snapshot", every.ToTrigger(), folder.Checkpoints, moment => $"epoch-{moment.Epoch:000}"));
        if (recipe.Train.Stop is { } stop)
            extensions.Add(new StopEarly(new EarlyStopping(stop.Metric, stop.Maximize ? MetricDirection.Max : MetricDirection.Min, stop.Patience)));
        extensions.Add(log);
        extensions.Add(new ProgressReport(new Relay(context.Observer), context.Time));
        extensions.Add(new Checkpointer(recipe.Train.Checkpoint.ToTrigger(), new CheckpointStore(folder.Checkpoints), context.TrainingHash));
        return extensions;
    }

    private Extension Evaluation(IntervalTrigger each, BatchLoader validation)
    {
        var target = recipe.Target;
        if (target.Kind != TargetKind.Masks)
            return new Evaluation(each, validation, Measured());

        var counter = target.Format == MaskFormat.Classes ? MaskCounter.OfClasses(target.Ignore) : MaskCounter.OfPlanes([.. recipe.Predict.Threshold]);
        return new MaskEvaluation(each, validation, new MaskEvaluationOptions(target.Names.Count, counter, [.. recipe.Metrics.Select(part => part.Build(MaskMetricTable.Standard))]));
    }

    private EvaluationOptions Measured() =>
        TargetValues.Evaluation(context.Data.Train.Targets, [.. recipe.Metrics.Select(part => (Func<Metric>)(() => part.Build(MetricTable.Standard)))]);

    private void Resume(Trainer trainer)
    {
        if (new CheckpointStore(folder.Checkpoints).Load() is not { } loaded)
            return;
        if (loaded.Warning is { } warning)
            context.Warn(warning);
        TrainerCheckpoint.Restore(trainer, loaded.Checkpoint, context.TrainingHash);
    }

    private sealed class Relay(IRunObserver observer) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => observer.Trained(value);
    }
}
