namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="GradScaler"/>, with PyTorch's defaults.</summary>
public sealed record GradScalerOptions
{
    /// <summary>Factor at the start.</summary>
    public double InitialScale { get; init; } = 65536;

    /// <summary>What the factor is multiplied by after <see cref="GrowthInterval"/> good steps, above 1.</summary>
    public double GrowthFactor { get; init; } = 2;

    /// <summary>What the factor is multiplied by after a step whose gradients overflowed, in (0, 1).</summary>
    public double BackoffFactor { get; init; } = 0.5;

    /// <summary>Good steps in a row before the factor grows.</summary>
    public int GrowthInterval { get; init; } = 2000;
}
