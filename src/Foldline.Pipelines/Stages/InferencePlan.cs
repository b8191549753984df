using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Pipelines.Recipes;
using Foldline.Torch.Nn;
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

    /// <summary>Makes a network that has its weights ready to predict, quicker where the recipe wants that.</summary>
    public void Prepare(Layer model)
    {
        if (!Recipe.Predict.Fuse)
            return;
        if (model is ImageModel network)
            network.Fuse((Input.Size.Height, Input.Size.Width));
        if (model is SegmentationModel segmentation)
            segmentation.Fuse((Input.Size.Height, Input.Size.Width));
    }

    /// <summary>Seed of a fold's augmentation.</summary>
    public ulong SeedOf(int fold) => (ulong)Recipe.Seed + (ulong)fold;
}
