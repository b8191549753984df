namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="NAdam"/>, with PyTorch's defaults.</summary>
public sealed record NAdamOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Eps { get; init; } = 1e-8;

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>How fast the momentum warms up.</summary>
    public double MomentumDecay { get; init; } = 4e-3;

    /// <summary>Compute as PyTorch 1.13 did, whose correction of the mean has the present momentum twice; for old results.</summary>
    public bool AsTorch113 { get; init; }
}
