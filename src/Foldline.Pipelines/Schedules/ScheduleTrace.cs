using System.Collections.Immutable;
using Foldline.Pipelines.Recipes;
using Foldline.Torch;
using Foldline.Torch.Optim;
using Foldline.Training.Triggers;

namespace Foldline.Pipelines.Schedules;

/// <summary>The learning rate over a training that has not begun: one entry for each step of the schedule, in force until the next.</summary>
/// <param name="Epochs">When the entry comes into force, in epochs from the start.</param>
/// <param name="LearningRates">Learning rates.</param>
public sealed record ScheduleTrace(ImmutableArray<double> Epochs, ImmutableArray<double> LearningRates)
{
    /// <summary>Momentum (SGD) or first beta (Adam) of each entry; empty when the schedule leaves it alone.</summary>
    public ImmutableArray<double> Momenta { get; init; } = [];

    /// <summary>Steps of the optimizer in an epoch; null when the number of images is not known.</summary>
    public long? StepsPerEpoch { get; init; }

    /// <summary>Whether the schedule follows a metric; it is then drawn as if the metric never got better.</summary>
    public bool FollowsMetric { get; init; }

    /// <summary>Goes through a recipe's schedule without training.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="size">Images of an epoch; null when they are not known.</param>
    /// <exception cref="FoldlineException">FL6047: the schedule counts iterations, and the number of images is not known. FL1010 to FL1013, FL5201, FL5202: optimizer or schedule are wrong.</exception>
    public static ScheduleTrace Of(Recipe recipe, EpochSize? size)
    {
        if (size is null && recipe.Train.Schedule?.Every.Unit == TriggerUnit.Iteration)
        {
            throw FoldlineException.User(
                "FL6047",
                "The schedule steps by iterations, and how many there are depends on the number of images. Name the data with --data, or give the number of labelled images with --samples.",
                null,
                ("every", recipe.Train.Schedule.Every.ToString()));
        }

        long BatchesOf(long images) => Math.Max(recipe.Train.BatchesOf(images), 1);
        var plan = new SchedulePlan(recipe, BatchesOf(size?.Images ?? 1), BatchesOf(size?.AllImages ?? 1));
        using var engine = new EngineThread(1);
        var trace = engine.Run(() => Follow(plan));
        return size is null ? trace : trace with { StepsPerEpoch = plan.StepsPerEpoch };
    }

    private static ScheduleTrace Follow(SchedulePlan plan)
    {
        var recipe = plan.Recipe;
        using var scope = new TensorScope();
        using var optimizer = recipe.Train.ScaledOptimizer.Build(OptimizerTable.Standard)([new ParameterGroup([Tensor.FromArray([0f])])]);
        if (plan.Build(optimizer) is not { } schedule)
            return new ScheduleTrace([0], [optimizer.Groups[0].LearningRate]);

        var every = recipe.Train.Schedule!.Every;
        var perEpoch = every.Unit == TriggerUnit.Epoch ? 1 : plan.IsEveryStep ? plan.StepsPerEpoch : plan.Batches;
        var count = ((perEpoch * recipe.Train.Epochs) + every.Count - 1) / every.Count;
        var (epochs, rates, momenta) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>());
        for (var step = 0L; step < count; step++)
        {
            if (step > 0)
                schedule.Step(double.NaN);
            epochs.Add(step * every.Count / (double)perEpoch);
            rates.Add(schedule.CurrentLr[0]);
            if (schedule.CurrentMomentum is { } momentum)
                momenta.Add(momentum[0]);
        }

        return new ScheduleTrace(epochs.ToImmutable(), rates.ToImmutable()) { Momenta = momenta.ToImmutable(), FollowsMetric = schedule.NeedsMetric };
    }
}
