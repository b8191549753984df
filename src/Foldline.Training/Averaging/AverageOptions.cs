namespace Foldline.Training.Averaging;

/// <summary>Settings of <see cref="ExponentialMovingAverage"/>.</summary>
public sealed record AverageOptions
{
    /// <summary>The definition that is followed.</summary>
    public AverageKind Kind { get; init; } = AverageKind.Standard;

    /// <summary>Decay per step once the start is over, in [0, 1].</summary>
    public double Decay { get; init; } = 0.999;

    /// <summary>Standard: whether the n-th update uses min(decay, (1 + n) / (10 + n)), counted from 1.</summary>
    public bool IsDynamic { get; init; } = true;

    /// <summary>timm v3: updates that copy the model before averaging begins; one more always does.</summary>
    public long UpdateAfter { get; init; }

    /// <summary>timm v3: whether the s-th averaging update uses 1 - (1 + s / gamma)^-power, kept between the least decay and the decay.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>timm v3: how slow the warm-up begins, above 0.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>timm v3: how fast the warm-up goes on, above 0.</summary>
    public double Power { get; init; } = 2.0 / 3;

    /// <summary>timm v3: least decay of the warm-up, in [0, 1].</summary>
    public double LeastDecay { get; init; }

    /// <summary>timm v3: whether buffers stay the model's instead of being averaged.</summary>
    public bool ExcludesBuffers { get; init; }

    /// <summary>The decay of the n-th update.</summary>
    /// <param name="update">n, from 1.</param>
    public double DecayAt(long update) => Kind switch
    {
        AverageKind.Standard when IsDynamic => Math.Min(Decay, (1.0 + update) / (10.0 + update)),
        AverageKind.TimmV3 when update <= UpdateAfter + 1 => 0,
        AverageKind.TimmV3 when WarmsUp => Math.Max(Math.Min(1 - Math.Pow(1 + ((update - UpdateAfter - 1) / Gamma), -Power), Decay), LeastDecay),
        _ => Decay,
    };
}
