namespace Foldline.Imaging;

/// <summary>
/// Divides by the value of full brightness and gives 32-bit reals. Masks are left alone. Recipe: <c>to_float: {max: 255}</c>.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class ToFloat : Transform
{
    /// <inheritdoc/>
    public override string Name => "to_float";

    /// <summary>What becomes 1; null: 255, 65535 or 1 by the pixel type.</summary>
    public double? MaxValue { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var max = MaxValue ?? input.PixelType.MaxValue();
        input.Derive(input.Channels, PixelType.Float32, (source, result) => ArithmeticKernels.ToFloat(source, result, max));
    }
}
