namespace Foldline.Imaging;

/// <summary>
/// The noise of a camera's sensor: normal noise of the hue and Poisson noise of the lightness of 8-bit RGB. Recipe:
/// <c>iso_noise: {color_shift: [0.01, 0.05], intensity: [0.1, 0.5], p: 0.5}</c>. Definition: albumentations 1.3.1; the fields come from the
/// counter-based generator.
/// </summary>
public sealed class IsoNoise : Transform
{
    /// <inheritdoc/>
    public override string Name => "iso_noise";

    /// <summary>Range of the hue's deviation as a share of the circle, within 0 to 1.</summary>
    public ValueRange ColorShift { get; init; } = new(0.01, 0.05);

    /// <summary>Range of the strength, at least 0.</summary>
    public ValueRange Intensity { get; init; } = new(0.1, 0.5);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var shift = ColorShift.Draw(ref random);
        var intensity = Intensity.Draw(ref random);
        return new IsoNoiseParameters(shift, intensity, random.NextUInt64());
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is not 8-bit RGB.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<IsoNoiseParameters>(parameters);
        input.RequireUInt8(Name);
        input.RequireRgb(Name);
        input.Rewrite((source, result) =>
        {
            if (drawn.HueNoise.IsEmpty)
                NoiseKernels.AddCamera(source, result, drawn.ColorShift, drawn.Intensity, drawn.Seed);
            else
                NoiseKernels.AddCamera(source, result, drawn.HueNoise.AsSpan(), drawn.LightnessNoise.AsSpan());
        });
    }
}
