namespace Foldline.Torch.Optim;

/// <summary>
/// What an optimizer remembers, for checkpoints. Parameters are numbered through all groups: <c>exp_avg.3</c> is the running mean
/// of the fourth parameter's gradient, <c>step.3</c> its number of steps, <c>lr.0</c> the first group's learning rate.
/// </summary>
/// <param name="Tensors">The optimizer's own tensors by name, in order of the parameters; not copies.</param>
/// <param name="Scalars">Numbers by name.</param>
public sealed record OptimizerState(OrderedDictionary<string, Tensor> Tensors, OrderedDictionary<string, double> Scalars);
