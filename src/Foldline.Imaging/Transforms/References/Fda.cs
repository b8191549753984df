using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Fourier domain adaptation (Yang and Soatto 2020): the amplitudes of low frequencies are taken from a reference picture, so that the image
/// gets its looks. Recipe: <c>fda: {references: [a.png, b.png], beta: 0.1, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
/// <param name="references">Pictures to choose from, at least one.</param>
public sealed class Fda(ImmutableArray<ReferencePicture> references) : Transform
{
    /// <inheritdoc/>
    public override string Name => "fda";

    /// <summary>Range of the band of frequencies, as a share of the shorter side; within 0 to 0.5.</summary>
    public ValueRange Beta { get; init; } = new(0, 0.1);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var beta = Beta.Draw(ref random);
        return new ReferenceParameters(random.NextInt32(references.Length), beta);
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the reference picture has other channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (chosen, beta) = Expect<ReferenceParameters>(parameters);
        using var reference = references[chosen].ToFit(input, Name);
        var border = (int)Math.Floor(Math.Min(input.Size.Height, input.Size.Width) * beta);
        input.Rewrite((source, result) => SignalKernels.AdaptSpectrum(source, reference, result, border));
    }
}
