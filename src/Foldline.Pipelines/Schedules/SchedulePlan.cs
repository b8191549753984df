using Foldline.Pipelines.Recipes;
using Foldline.Torch.Optim;
using Foldline.Training.Schedules;

namespace Foldline.Pipelines.Schedules;

/// <summary>Builds a recipe's schedule for the length of its training.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="AllBatches">Batches of an epoch over all labelled images.</param>
internal sealed record SchedulePlan(Recipe Recipe, long Batches, long AllBatches)
{
    /// <summary>Whether the schedule steps with the optimizer.</summary>
    public bool IsEveryStep => Recipe.Train.Schedule?.Every == Interval.EachIteration;

    /// <summary>Steps of the optimizer in an epoch: fewer than batches when gradients are accumulated.</summary>
    public long StepsPerEpoch => StepsOf(Batches);

    /// <summary>The schedule at its step 0; null when the recipe has none.</summary>
    /// <param name="optimizer">Has the base rates.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013, FL5201: the schedule's arguments are wrong.</exception>
    public Schedule? Build(Optimizer optimizer)
    {
        if (Recipe.Train.Schedule is not { } spec)
            return null;
        var rates = optimizer.Groups.Select(group => group.InitialLearningRate);
        var context = new ScheduleContext([.. rates], Firings(Batches))
        {
            AllSampleSteps = Firings(AllBatches),
            StepsPerEpoch = Firings(Batches) / (double)Recipe.Train.Epochs,
        };
        return spec.Part.Build(arguments => ScheduleTable.Standard.Create(spec.Part.Name, arguments)(context));

        // 'Every iteration' is every step of the optimizer, any other interval counts batches.
        long Firings(long batches) => spec.Every.ToTrigger().CountFirings(Recipe.Train.Epochs, IsEveryStep ? StepsOf(batches) : batches);
    }

    private long StepsOf(long batches) => (batches + Recipe.Train.Accumulate - 1) / Recipe.Train.Accumulate;
}
