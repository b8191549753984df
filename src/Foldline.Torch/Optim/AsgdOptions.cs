namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Asgd"/>, with PyTorch's defaults.</summary>
public sealed record AsgdOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Shrinks the parameters and, with them, the step size.</summary>
    public double Lambda { get; init; } = 1e-4;

    /// <summary>Power by which the step size falls.</summary>
    public double Alpha { get; init; } = 0.75;

    /// <summary>Steps after which the average of the parameters begins; before, it is a copy of them.</summary>
    public double AverageFrom { get; init; } = 1e6;

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }
}
