namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Lamb"/>, with timm's defaults.</summary>
public sealed record LambOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Eps { get; init; } = 1e-6;

    /// <summary>Weight decay inside the adapted step, of groups that have none of their own.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest norm of all gradients together; 0 leaves them as they are.</summary>
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Correct the moments for their start at 0.</summary>
    public bool BiasCorrection { get; init; } = true;

    /// <summary>Weigh a gradient in the first moment by 1 - beta1 instead of 1.</summary>
    public bool AverageGradients { get; init; } = true;

    /// <summary>Let the trust ratio never exceed 1.</summary>
    public bool ClipTrust { get; init; }

    /// <summary>Use the trust ratio also without weight decay.</summary>
    public bool AlwaysAdapt { get; init; }
}
