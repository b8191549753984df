using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Keeps the high bits of 8-bit samples. Recipe: <c>posterize: {bits: 4, p: 0.5}</c>, <c>bits: [3, 5]</c> for a range or
/// <c>red: …, green: …, blue: …</c> for one range a channel. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Posterize : Transform
{
    /// <inheritdoc/>
    public override string Name => "posterize";

    /// <summary>Range of the number of bits, 0 to 8: one for all channels or one for each of three.</summary>
    public ImmutableArray<CountRange> Bits { get; init; } = [new(4, 4)];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Bits.Length == 1;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var bits = new int[Bits.Length];
        for (var i = 0; i < bits.Length; i++)
            bits[i] = Bits[i].Draw(ref random);
        return new PosterizeParameters([.. bits]);
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is not 8-bit, or has not three channels where each has its own number.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var bits = Expect<PosterizeParameters>(parameters).Bits;
        input.RequireUInt8(Name);
        if (bits.Length > 1)
            input.RequireRgb(Name);
        input.ApplyTable(bits.Length == 1 ? Table(bits[0]) : PixelTable.PerChannel([.. bits.Select(Table)]));
    }

    private static PixelTable Table(int bits) => PixelTable.From(value => value & (0xff00 >> bits));
}
