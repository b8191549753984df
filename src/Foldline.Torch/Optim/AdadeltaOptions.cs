namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Adadelta"/>, with PyTorch's defaults.</summary>
public sealed record AdadeltaOptions
{
    /// <summary>Factor of the step, of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>Decay of the means of squares, in [0, 1].</summary>
    public double Rho { get; init; } = 0.9;

    /// <summary>Added below both roots.</summary>
    public double Eps { get; init; } = 1e-6;

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }
}
