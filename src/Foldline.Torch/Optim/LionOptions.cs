namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Lion"/>, with timm's defaults.</summary>
public sealed record LionOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Weight of the running mean in the direction, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>Decoupled weight decay of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }
}
