namespace Foldline.Torch.Optim;

/// <summary>Settings of <see cref="AdaBelief"/>, with timm's defaults.</summary>
public sealed record AdaBeliefOptions
{
    /// <summary>Step size of groups that have none of their own.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the variance of gradients around their mean, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the variance at every step and to its root.</summary>
    public double Eps { get; init; } = 1e-16;

    /// <summary>Weight decay of groups that have none of their own.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Divide by the largest variance so far (Reddi et al. 2018).</summary>
    public bool AmsGrad { get; init; }

    /// <summary>Decay the weights themselves instead of adding an L2 penalty.</summary>
    public bool DecoupledDecay { get; init; } = true;

    /// <summary>A decoupled decay that does not scale with the learning rate.</summary>
    public bool FixedDecay { get; init; }

    /// <summary>Adapt the step only once the length of the moving average allows it, as RAdam.</summary>
    public bool Rectify { get; init; } = true;

    /// <summary>While the step is not adapted, go along the mean gradient instead of standing still.</summary>
    public bool DegenerateToSgd { get; init; } = true;
}
