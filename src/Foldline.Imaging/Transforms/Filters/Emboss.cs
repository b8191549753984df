namespace Foldline.Imaging;

/// <summary>
/// Mixes the picture with a relief of it. Recipe: <c>emboss: {alpha: [0.2, 0.5], strength: [0.2, 0.7], p: 0.5}</c>.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class Emboss : Transform
{
    /// <inheritdoc/>
    public override string Name => "emboss";

    /// <summary>Range of the relief's share, within 0 to 1.</summary>
    public ValueRange Alpha { get; init; } = new(0.2, 0.5);

    /// <summary>Range of the relief's depth, at least 0.</summary>
    public ValueRange Strength { get; init; } = new(0.2, 0.7);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var alpha = Alpha.Draw(ref random);
        return new EmbossParameters(alpha, Strength.Draw(ref random));
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var kernel = Expect<EmbossParameters>(parameters).Kernel();
        input.Derive(input.Channels, input.PixelType, (source, result) => FilterKernels.Filter(source, result, kernel, 3));
    }
}
