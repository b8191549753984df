namespace Foldline.Imaging;

/// <summary>
/// <c>(x - mean * max) / (std * max)</c> per channel, giving 32-bit reals. At the end of a pipeline it is done by the
/// <see cref="BatchWriter"/> instead. Recipe: <c>normalize: {mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225]}</c> or <c>normalize: {preset: none}</c>.
/// </summary>
/// <param name="normalization">What is subtracted and divided by.</param>
public sealed class Normalize(PixelNormalization normalization) : Transform
{
    /// <inheritdoc/>
    public override string Name => "normalize";

    /// <summary>What is subtracted and divided by.</summary>
    public PixelNormalization Normalization { get; } = normalization;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Normalization.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var image = input.UntabledImage;
        var result = Image.Allocate(image.Height, image.Width, image.Channels, PixelType.Float32);
        try
        {
            BatchWriter.WriteImage(input, Normalization, result);
        }
        catch
        {
            result.Dispose();
            throw;
        }

        input.ReplaceImage(result);
    }
}
