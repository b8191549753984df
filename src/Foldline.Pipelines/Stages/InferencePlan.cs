using Foldline.Pipelines.Recipes;
using Foldline.Training;

namespace Foldline.Pipelines.Stages;

/// <summary>What predicting needs besides weights and samples.</summary>
internal sealed record InferencePlan
{
    public required Recipe Recipe { get; init; }

    public required InputPlan Input { get; init; }

    public required TtaPlan? Tta { get; init; }

    public required ForwardContext Forward { get; init; }

    public required IRunObserver Observer { get; init; }

    /// <summary>Seed of a fold's augmentation.</summary>
    public ulong SeedOf(int fold) => (ulong)Recipe.Seed + (ulong)fold;
}
