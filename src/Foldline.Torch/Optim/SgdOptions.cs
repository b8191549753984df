namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Sgd"/>, with PyTorch's defaults.</summary>
public sealed record SgdOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight of the previous direction, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>Part of the gradient that does not enter the momentum, from the second step on.</summary>
    public double Dampening { get; init; }

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Nesterov's momentum; needs a momentum and no dampening.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }

    /// <summary>Step in one pass over memory on the CPU where the tensors allow it; the foreach operators otherwise.</summary>
    public bool Fused { get; init; } = true;
}
