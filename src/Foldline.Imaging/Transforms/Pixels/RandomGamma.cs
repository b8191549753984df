namespace Foldline.Imaging;

/// <summary>
/// Brightness as a power: <c>(x / max) ^ gamma * max</c>; integers are cut off, so that gamma 1 lowers 24 of the 256 levels of 8 bit by
/// one. Real numbers are not clipped; negative ones become 0. Recipe: <c>random_gamma: {gamma: [80, 120], p: 0.5}</c> in percent.
/// Definition: albumentations 1.3.1; 16-bit images, which it does not define, follow the 8-bit rule.
/// </summary>
public sealed class RandomGamma : Transform
{
    /// <inheritdoc/>
    public override string Name => "random_gamma";

    /// <summary>Range of gamma in percent, above 0.</summary>
    public ValueRange Gamma { get; init; } = new(80, 120);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new GammaParameters(Gamma.Draw(ref random) / 100);

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var gamma = Expect<GammaParameters>(parameters).Gamma;
        switch (input.PixelType)
        {
            case PixelType.UInt8:
                input.ApplyTable(PixelTable.From(value => Math.Pow(value * (1.0 / 255), gamma) * 255));
                break;
            case PixelType.Float32:
                input.Rewrite((source, result) => ArithmeticKernels.Power(source, result, gamma));
                break;
            default:
                input.Rewrite((source, result) => Apply16(source.Pixels<ushort>(), result.Pixels<ushort>(), gamma));
                break;
        }
    }

    private static void Apply16(ReadOnlySpan<ushort> source, Span<ushort> result, double gamma)
    {
        var table = new ushort[ushort.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
            table[i] = (ushort)Math.Min(Math.Pow(i * (1.0 / ushort.MaxValue), gamma) * ushort.MaxValue, ushort.MaxValue);
        for (var i = 0; i < source.Length; i++)
            result[i] = table[source[i]];
    }
}
