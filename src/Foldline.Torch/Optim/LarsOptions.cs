namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="Lars"/>, with timm's defaults.</summary>
public sealed record LarsOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>Weight of the previous direction, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>Part of the gradient that does not enter the momentum, from the second step on.</summary>
    public double Dampening { get; init; }

    /// <summary>L2 penalty of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Factor of the trust ratio.</summary>
    public double TrustCoefficient { get; init; } = 0.001;

    /// <summary>Added to the norms in the trust ratio.</summary>
    public double Eps { get; init; } = 1e-8;

    /// <summary>Nesterov's momentum; needs a momentum and no dampening.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Let the local rate never exceed the learning rate.</summary>
    public bool ClipTrust { get; init; }

    /// <summary>Use the trust ratio also without weight decay.</summary>
    public bool AlwaysAdapt { get; init; }
}
