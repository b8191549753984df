using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="IsoNoise"/> draws.</summary>
/// <param name="ColorShift">Standard deviation of the hue as a share of the circle, before the intensity.</param>
/// <param name="Intensity">Strength of both noises.</param>
/// <param name="Seed">Decides the fields together with the position of each pixel.</param>
public sealed record IsoNoiseParameters(double ColorShift, double Intensity, ulong Seed) : TransformParameters
{
    /// <summary>Explicit hue noise in degrees instead, one number a pixel, together with <see cref="LightnessNoise"/>.</summary>
    public ImmutableArray<double> HueNoise { get; init; } = [];

    /// <summary>Explicit lightness noise in 255ths, one number a pixel.</summary>
    public ImmutableArray<double> LightnessNoise { get; init; } = [];
}
