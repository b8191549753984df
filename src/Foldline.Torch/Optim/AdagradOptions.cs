namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Adagrad"/>, with PyTorch's defaults.</summary>
public sealed record AdagradOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Step t uses the learning rate divided by 1 + (t - 1) times this.</summary>
    public double LearningRateDecay { get; init; }

    /// <summary>Sum of squares at the start.</summary>
    public double InitialAccumulator { get; init; }

    /// <summary>Added to the root of the sum.</summary>
    public double Eps { get; init; } = 1e-10;

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }
}
