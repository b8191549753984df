namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="AdamP"/>, with timm's defaults.</summary>
public sealed record AdamPOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Eps { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Cosine between gradient and parameter below which the parameter counts as scale-invariant.</summary>
    public double Delta { get; init; } = 0.1;

    /// <summary>Factor of the weight decay of scale-invariant parameters.</summary>
    public double DecayRatio { get; init; } = 0.1;

    /// <summary>Look ahead by the present gradient.</summary>
    public bool Nesterov { get; init; }
}
