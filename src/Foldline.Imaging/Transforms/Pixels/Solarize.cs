namespace Foldline.Imaging;

/// <summary>
/// Inverts samples from a threshold on: <c>max - x</c>. Recipe: <c>solarize: {threshold: 128, p: 0.5}</c>, or [low, high] for a range, in the
/// units of the samples. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Solarize : Transform
{
    /// <inheritdoc/>
    public override string Name => "solarize";

    /// <summary>Range of the threshold.</summary>
    public ValueRange Threshold { get; init; } = new(128, 128);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new SolarizeParameters(Threshold.Draw(ref random));

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var threshold = Expect<SolarizeParameters>(parameters).Threshold;
        if (input.PixelType == PixelType.UInt8)
            input.ApplyTable(PixelTable.From(value => value < threshold ? value : 255 - value));
        else
            input.Rewrite((source, result) => ArithmeticKernels.Solarize(source, result, threshold));
    }
}
