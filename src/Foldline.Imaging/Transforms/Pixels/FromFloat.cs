namespace Foldline.Imaging;

/// <summary>
/// Multiplies real numbers by the value of full brightness and cuts the fraction off; what lies beyond the integers' range is clipped.
/// Masks are left alone. Recipe: <c>from_float: {type: uint8}</c>. Definition: albumentations 1.3.1.
/// </summary>
/// <param name="type">An integer type.</param>
public sealed class FromFloat(PixelType type) : Transform
{
    /// <inheritdoc/>
    public override string Name => "from_float";

    /// <summary>The new type, 8 or 16 bit.</summary>
    public PixelType Type { get; } = type != PixelType.Float32 ? type : throw new ArgumentException("An integer type is needed.", nameof(type));

    /// <summary>What 1 becomes; null: 255 or 65535 by the type.</summary>
    public double? MaxValue { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image does not hold real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireFloat(Name);
        var max = MaxValue ?? Type.MaxValue();
        input.Derive(input.Channels, Type, (source, result) => ArithmeticKernels.FromFloat(source, result, max));
    }
}
