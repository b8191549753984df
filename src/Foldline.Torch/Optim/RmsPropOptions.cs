namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="RmsProp"/>, with PyTorch's defaults.</summary>
public sealed record RmsPropOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Decay of the mean of squared gradients, in [0, 1].</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the root of the second moment.</summary>
    public double Eps { get; init; } = 1e-8;

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Weight of the previous direction, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>Divide by the deviation instead of the root of the mean square.</summary>
    public bool Centered { get; init; }

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }
}
