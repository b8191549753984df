namespace Foldline.Torch.Optim;

/// <summary>What parameter groups get unless they say otherwise.</summary>
/// <param name="LearningRate">Step size, at least 0.</param>
/// <param name="WeightDecay">Weight decay, at least 0.</param>
/// <param name="Momentum">Momentum or first beta, in [0, 1).</param>
public readonly record struct OptimizerDefaults(double LearningRate, double WeightDecay = 0, double Momentum = 0);
