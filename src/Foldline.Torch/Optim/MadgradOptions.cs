namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Madgrad"/>, with timm's defaults.</summary>
public sealed record MadgradOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Part of the previous parameters that stays, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Added to the learning rate and to the cube root.</summary>
    public double Eps { get; init; } = 1e-6;

    /// <summary>Weight decay of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Decay the weights themselves instead of adding an L2 penalty.</summary>
    public bool DecoupledDecay { get; init; }
}
