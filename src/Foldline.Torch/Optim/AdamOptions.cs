namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Adam"/> and <see cref="AdamW"/>, with PyTorch's defaults.</summary>
public sealed record AdamOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Eps { get; init; } = 1e-8;

    /// <summary>Weight decay of groups that have none of their own; null: 0 for Adam, 0.01 for AdamW.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Divide by the largest second moment so far (Reddi et al. 2018).</summary>
    public bool AmsGrad { get; init; }

    /// <summary>Climb instead of descend.</summary>
    public bool Maximize { get; init; }

    /// <summary>Step in one pass over memory on the CPU where the tensors allow it; the foreach operators otherwise.</summary>
    public bool Fused { get; init; } = true;
}
