namespace Foldline.Torch.Optim;

/// <summary>
/// Parameters that share a learning rate and a weight decay. Schedules write <see cref="LearningRate"/> and
/// <see cref="Momentum"/> between steps.
/// </summary>
/// <param name="parameters">Leaf tensors that require gradients; the optimizer does not own them.</param>
/// <param name="learningRate">Step size; the optimizer's when left out.</param>
/// <param name="weightDecay">Factor of the L2 penalty or of the decoupled decay; the optimizer's when left out.</param>
public sealed class ParameterGroup(IReadOnlyList<Tensor> parameters, double? learningRate = null, double? weightDecay = null)
{
    private readonly double? ownLearningRate = learningRate;
    private readonly double? ownWeightDecay = weightDecay;

    /// <summary>The parameters in their order.</summary>
    public IReadOnlyList<Tensor> Parameters { get; } = [.. parameters];

    /// <summary>Step size in force.</summary>
    public double LearningRate { get; set; } = learningRate ?? 0;

    /// <summary>Step size at the start, without <see cref="LearningRateScale"/>, from which schedules compute theirs.</summary>
    public double InitialLearningRate { get; set; } = learningRate ?? 0;

    /// <summary>
    /// Factor of the group's rate: the learning rate in force is this times what the optimizer starts with or a schedule says. For layer-wise
    /// learning rates.
    /// </summary>
    public double LearningRateScale { get; init; } = 1;

    /// <summary>Weight decay in force.</summary>
    public double WeightDecay { get; set; } = weightDecay ?? 0;

    /// <summary>Momentum in force: that of SGD and RMSprop, the first beta of the Adam family.</summary>
    public double Momentum { get; set; }

    internal void Complete(double defaultLearningRate, double defaultWeightDecay, double momentum)
    {
        InitialLearningRate = ownLearningRate ?? defaultLearningRate;
        LearningRate = InitialLearningRate * LearningRateScale;
        WeightDecay = ownWeightDecay ?? defaultWeightDecay;
        Momentum = momentum;
    }
}
