namespace Foldline.Imaging;

/// <summary>
/// Makes the picture smaller and large again, so that detail is lost. Recipe:
/// <c>downscale: {scale: 0.25, down: nearest, up: nearest, p: 0.5}</c>, or [low, high] for a range. 8-bit images are worked on as real numbers
/// and cut off unless both steps are nearest. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Downscale : Transform
{
    /// <inheritdoc/>
    public override string Name => "downscale";

    /// <summary>Range of the factor, between 0 and 1.</summary>
    public ValueRange Scale { get; init; } = new(0.25, 0.25);

    /// <summary>How the picture is made smaller.</summary>
    public Interpolation Down { get; init; } = Interpolation.Nearest;

    /// <summary>How it is made large again.</summary>
    public Interpolation Up { get; init; } = Interpolation.Nearest;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new DownscaleParameters(Scale.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: nothing would be left of the image.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var scale = Expect<DownscaleParameters>(parameters).Scale;
        if (Math.Round(Math.Min(input.Size.Height, input.Size.Width) * scale) < 1)
            throw ImageRequirement.Refusal(input, Name, FormattableString.Invariant($"sides of which {scale} times are a pixel"));
        input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Downscale(source, result, scale, Down, Up));
    }
}
