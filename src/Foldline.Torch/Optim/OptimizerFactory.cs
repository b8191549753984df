namespace Foldline.Torch.Optim;

/// <summary>Makes an optimizer over parameter groups.</summary>
/// <param name="groups">Parameter groups.</param>
public delegate Optimizer OptimizerFactory(IReadOnlyList<ParameterGroup> groups);
