using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="GaussNoise"/> draws.</summary>
/// <param name="Sigma">Standard deviation in the units of the samples.</param>
/// <param name="Seed">Decides the field together with the position of each sample.</param>
public sealed record GaussNoiseParameters(double Sigma, ulong Seed) : TransformParameters
{
    /// <summary>An explicit field instead: one number a pixel or one a sample, row by row.</summary>
    public ImmutableArray<double> Noise { get; init; } = [];
}
