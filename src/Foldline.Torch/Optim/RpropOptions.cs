namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Rprop"/>, with PyTorch's defaults.</summary>
public sealed record RpropOptions
{
    /// <summary>Size of the first step of every element, of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Factor of the step size where the gradient changes its sign, in (0, 1).</summary>
    public double Shrink { get; init; } = 0.5;

    /// <summary>Factor of the step size where the gradient keeps its sign, above 1.</summary>
    public double Grow { get; init; } = 1.2;

    /// <summary>Least step size.</summary>
    public double SmallestStep { get; init; } = 1e-6;

    /// <summary>Greatest step size.</summary>
    public double LargestStep { get; init; } = 50;

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }
}
