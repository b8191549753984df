namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Adan"/>, with timm's defaults.</summary>
public sealed record AdanOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.98;

    /// <summary>Decay of the mean of gradient differences, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.92;

    /// <summary>Decay of the second moment, in [0, 1).</summary>
    public double Beta3 { get; init; } = 0.99;

    /// <summary>Added to the root of the second moment.</summary>
    public double Eps { get; init; } = 1e-8;

    /// <summary>Weight decay of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Decay before the step by 1 - lr · decay instead of after it by 1 / (1 + lr · decay).</summary>
    public bool DecayBefore { get; init; }
}
