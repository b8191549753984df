namespace Foldline.Training.Mixing;

/// <summary>Settings of <see cref="Mixup"/>; names and defaults are those of timm.</summary>
public sealed record MixupOptions
{
    /// <summary>Both shapes of mixup's beta distribution; 0 = no mixup.</summary>
    public double MixupAlpha { get; init; } = 1;

    /// <summary>Both shapes of CutMix's beta distribution; 0 = no CutMix.</summary>
    public double CutmixAlpha { get; init; }

    /// <summary>Smallest and largest share of a side of the box, instead of a size from λ; CutMix is then on.</summary>
    public (double Minimum, double Maximum)? CutmixMinMax { get; init; }

    /// <summary>Probability of mixing at all.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Probability of CutMix rather than mixup where both are on.</summary>
    public double SwitchProbability { get; init; } = 0.5;

    /// <summary>For what numbers are drawn.</summary>
    public MixupMode Mode { get; init; } = MixupMode.Batch;

    /// <summary>Whether λ follows the box that is left after cutting it off at the border.</summary>
    public bool CorrectLambda { get; init; } = true;

    /// <summary>Smoothing of class numbers, in [0, 1].</summary>
    public double LabelSmoothing { get; init; } = 0.1;
}
