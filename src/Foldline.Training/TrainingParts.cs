using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;
using Foldline.Training.Averaging;
using Foldline.Training.Losses;
using Foldline.Training.Mixing;
using Foldline.Training.Schedules;

namespace Foldline.Training;

/// <summary>What a training run works with. The owner disposes the parts after the run.</summary>
public sealed record TrainingParts
{
    /// <summary>The network, on its device.</summary>
    public required Layer Model { get; init; }

    /// <summary>Where and in which number format the network runs.</summary>
    public required ForwardContext Forward { get; init; }

    /// <summary>Batches of training images.</summary>
    public required BatchLoader Loader { get; init; }

    /// <summary>Targets of all samples by their number, on the device: class numbers [S], or [S, C]; null when the batches' masks are the targets.</summary>
    public required Tensor? Targets { get; init; }

    /// <summary>Loss of logits and targets.</summary>
    public required Loss Loss { get; init; }

    /// <summary>Mixes images and targets of training batches; null = none.</summary>
    public BatchMixing? Mixing { get; init; }

    /// <summary>Keeps the outputs of training batches, to be measured; null = none. Mixed images have no targets to measure by.</summary>
    public TrainingOutputs? Outputs { get; init; }

    /// <summary>Changes the network's parameters.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>Sets the optimizer's learning rates; null = constant.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Moving average of the weights; null = none.</summary>
    public ExponentialMovingAverage? Average { get; init; }

    /// <summary>Scales the loss in half precision; null otherwise.</summary>
    public GradScaler? Scaler { get; init; }
}
