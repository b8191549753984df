using System.Numerics;

namespace Foldline.Imaging.Similarity;

/// <summary>
/// 63 bits that say what a picture looks like from afar: which of the lowest frequencies of its cosine transform are above their median.
/// The same picture in another size, quality, brightness or contrast has nearly the same bits.
/// </summary>
/// <param name="Bits">The bits, from frequency (0, 1) on, row by row.</param>
public readonly record struct PerceptualHash(ulong Bits)
{
    /// <summary>Side of the grey picture that is looked at.</summary>
    internal const int Side = 32;

    private const int Frequencies = 8;
    private static readonly float[] Waves = MakeWaves();

    /// <summary>Number of bits that differ, 0 … 63; unrelated pictures differ by about 31.</summary>
    /// <param name="other">Hash of another picture.</param>
    public int DistanceTo(PerceptualHash other) => BitOperations.PopCount(Bits ^ other.Bits);

    /// <summary>16 hexadecimal digits.</summary>
    public override string ToString() => Bits.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The hash of a grey picture of 32 x 32.</summary>
    /// <param name="gray">Rows of 32 values.</param>
    internal static PerceptualHash Of(ReadOnlySpan<float> gray)
    {
        Span<float> across = stackalloc float[Side * Frequencies];
        for (var row = 0; row < Side; row++)
        {
            for (var v = 0; v < Frequencies; v++)
                across[(row * Frequencies) + v] = Dot(gray.Slice(row * Side, Side), v);
        }

        Span<float> found = stackalloc float[Frequencies * Frequencies];
        Span<float> column = stackalloc float[Side];
        for (var v = 0; v < Frequencies; v++)
        {
            for (var row = 0; row < Side; row++)
                column[row] = across[(row * Frequencies) + v];
            for (var u = 0; u < Frequencies; u++)
                found[(u * Frequencies) + v] = Dot(column, u);
        }

        return new PerceptualHash(Threshold(found[1..]));
    }

    private static ulong Threshold(ReadOnlySpan<float> coefficients)
    {
        Span<float> sorted = stackalloc float[coefficients.Length];
        coefficients.CopyTo(sorted);
        sorted.Sort();
        var median = sorted[sorted.Length / 2];
        var bits = 0UL;
        for (var i = 0; i < coefficients.Length; i++)
        {
            if (coefficients[i] > median)
                bits |= 1UL << i;
        }

        return bits;
    }

    private static float Dot(ReadOnlySpan<float> values, int frequency)
    {
        var sum = 0f;
        for (var i = 0; i < Side; i++)
            sum += values[i] * Waves[(frequency * Side) + i];
        return sum;
    }

    private static float[] MakeWaves()
    {
        var waves = new float[Frequencies * Side];
        for (var i = 0; i < waves.Length; i++)
            waves[i] = (float)Math.Cos(Math.PI * (i / Side) * ((2 * (i % Side)) + 1) / (2 * Side));
        return waves;
    }
}
