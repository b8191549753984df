using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="MultiplicativeNoise"/> draws.</summary>
/// <param name="Seed">Decides the factors of channels, pixels or samples, whose number is known only when the image is.</param>
public sealed record MultiplicativeNoiseParameters(ulong Seed) : TransformParameters
{
    /// <summary>Explicit factors instead: one, one a channel, one a pixel or one a sample, row by row.</summary>
    public ImmutableArray<double> Factors { get; init; } = [];
}
