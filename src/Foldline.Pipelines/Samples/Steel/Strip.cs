using System.Collections.Immutable;

namespace Foldline.Pipelines.Samples.Steel;

/// <summary>One strip of steel.</summary>
/// <param name="Number">Position in the data set; key of its random numbers.</param>
/// <param name="FileName">Name of its picture, which tells nothing.</param>
/// <param name="Grey">Mean grey of the steel, 0 … 1.</param>
/// <param name="Edge">Width of the black strip beside the steel, in strip heights; negative on the right, 0 for none.</param>
/// <param name="Defects">Defects, of different kinds.</param>
internal sealed record Strip(int Number, string FileName, float Grey, float Edge, ImmutableArray<Defect> Defects)
{
    /// <summary>Width of a strip for a height of 1, as 1600 × 256 pixels.</summary>
    public const float Width = 6.25f;

    private const double DefectShare = 0.5;
    private const double SecondShare = 0.1;

    // Sums of the shares of the kinds: scratches are by far the most frequent in the competition.
    private static readonly double[] Shares = [0.15, 0.25, 0.75, 1];

    /// <summary>Draws a strip.</summary>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="number">Position in the data set.</param>
    public static Strip Draw(ulong seed, int number)
    {
        var random = CounterRandom.For(seed, (ulong)number, 11);
        var name = $"{(uint)random.NextUInt64():x8}{number & 0xF:x}.jpg";
        var grey = (float)random.NextDouble(0.35, 0.55);
        var edge = random.NextBool(0.15) ? (float)random.NextDouble(-0.8, 0.8) : 0;
        var defects = ImmutableArray.CreateBuilder<Defect>();
        if (random.NextBool(DefectShare))
        {
            var first = DrawKind(ref random);
            defects.Add(Defect.Draw(ref random, first, Width));
            var second = DrawKind(ref random);
            if (second != first && random.NextBool(SecondShare))
                defects.Add(Defect.Draw(ref random, second, Width));
        }

        return new Strip(number, name, grey, edge, defects.ToImmutable());
    }

    private static DefectKind DrawKind(ref CounterRandom random)
    {
        var share = random.NextDouble();
        return (DefectKind)Array.FindIndex(Shares, limit => share < limit);
    }
}
