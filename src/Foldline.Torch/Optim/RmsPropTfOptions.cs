namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="RmsPropTf"/>, with timm's defaults.</summary>
public sealed record RmsPropTfOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Decay of the mean of squared gradients, in [0, 1].</summary>
    public double Alpha { get; init; } = 0.9;

    /// <summary>Added below the root.</summary>
    public double Eps { get; init; } = 1e-10;

    /// <summary>Weight decay of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Weight of the previous direction, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>Divide by the deviation instead of the root of the mean square.</summary>
    public bool Centered { get; init; }

    /// <summary>Decay the weights themselves instead of adding an L2 penalty.</summary>
    public bool DecoupledDecay { get; init; }

    /// <summary>Multiply by the learning rate before the momentum, as TensorFlow, instead of after it.</summary>
    public bool RateInMomentum { get; init; } = true;
}
