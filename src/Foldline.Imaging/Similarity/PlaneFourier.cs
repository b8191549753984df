using System.Numerics;
using System.Runtime.InteropServices;

namespace Foldline.Imaging.Similarity;

/// <summary>
/// The discrete Fourier transform of a square plane of complex numbers, in place. A transform works on whole rows at a time, so that
/// every step is one factor for a row. Spectra lie transposed: row u, column v is horizontal frequency u, vertical frequency v.
/// Immutable; safe to share between threads.
/// </summary>
internal sealed class PlaneFourier
{
    private readonly int size;
    private readonly int[] reversed;
    private readonly float[] cosines;
    private readonly float[] sines;

    /// <summary>Prepares transforms.</summary>
    /// <param name="size">Height and width of the planes, a power of two of at least 2.</param>
    public PlaneFourier(int size)
    {
        if (size < 2 || !BitOperations.IsPow2(size))
            throw new ArgumentOutOfRangeException(nameof(size), size, "A power of two of at least 2 is expected.");
        this.size = size;
        var bits = BitOperations.Log2((uint)size);
        reversed = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, bits).Sum(bit => ((i >> bit) & 1) << (bits - 1 - bit)))];
        cosines = [.. Enumerable.Range(0, size / 2).Select(i => (float)Math.Cos(2 * Math.PI * i / size))];
        sines = [.. Enumerable.Range(0, size / 2).Select(i => (float)Math.Sin(2 * Math.PI * i / size))];
    }

    /// <summary>From a plane [y, x] to its spectrum [u, v].</summary>
    /// <param name="real">Real parts, size · size.</param>
    /// <param name="imaginary">Imaginary parts.</param>
    public void Forward(Span<float> real, Span<float> imaginary) => Transform(real, imaginary, -1);

    /// <summary>From a spectrum [u, v] to the plane [y, x], without dividing by the number of points.</summary>
    /// <inheritdoc cref="Forward"/>
    public void Inverse(Span<float> real, Span<float> imaginary) => Transform(real, imaginary, 1);

    private void Transform(Span<float> real, Span<float> imaginary, int sign)
    {
        Columns(real, imaginary, sign);
        Transpose(real);
        Transpose(imaginary);
        Columns(real, imaginary, sign);
    }

    private void Columns(Span<float> real, Span<float> imaginary, int sign)
    {
        for (var row = 0; row < size; row++)
        {
            if (reversed[row] <= row)
                continue;
            Swap(Row(real, row), Row(real, reversed[row]));
            Swap(Row(imaginary, row), Row(imaginary, reversed[row]));
        }

        for (var half = 1; half < size; half *= 2)
        {
            for (var start = 0; start < size; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var turn = k * (size / (2 * half));
                    Butterfly(
                        new Rows(Row(real, start + k), Row(imaginary, start + k)),
                        new Rows(Row(real, start + k + half), Row(imaginary, start + k + half)),
                        cosines[turn],
                        sign * sines[turn]);
                }
            }
        }
    }

    private static void Butterfly(Rows first, Rows second, float cosine, float sine)
    {
        var ar = MemoryMarshal.Cast<float, Vector<float>>(first.Real);
        var ai = MemoryMarshal.Cast<float, Vector<float>>(first.Imaginary);
        var br = MemoryMarshal.Cast<float, Vector<float>>(second.Real);
        var bi = MemoryMarshal.Cast<float, Vector<float>>(second.Imaginary);
        for (var i = 0; i < ar.Length; i++)
        {
            var real = (br[i] * cosine) - (bi[i] * sine);
            var imaginary = (br[i] * sine) + (bi[i] * cosine);
            (br[i], bi[i]) = (ar[i] - real, ai[i] - imaginary);
            (ar[i], ai[i]) = (ar[i] + real, ai[i] + imaginary);
        }

        for (var i = ar.Length * Vector<float>.Count; i < first.Real.Length; i++)
        {
            var real = (second.Real[i] * cosine) - (second.Imaginary[i] * sine);
            var imaginary = (second.Real[i] * sine) + (second.Imaginary[i] * cosine);
            (second.Real[i], second.Imaginary[i]) = (first.Real[i] - real, first.Imaginary[i] - imaginary);
            (first.Real[i], first.Imaginary[i]) = (first.Real[i] + real, first.Imaginary[i] + imaginary);
        }
    }

    private Span<float> Row(Span<float> plane, int row) => plane.Slice(row * size, size);

    private static void Swap(Span<float> first, Span<float> second)
    {
        for (var i = 0; i < first.Length; i++)
            (first[i], second[i]) = (second[i], first[i]);
    }

    private void Transpose(Span<float> plane)
    {
        const int Block = 16;
        for (var top = 0; top < size; top += Block)
        {
            for (var left = top; left < size; left += Block)
            {
                for (var row = top; row < Math.Min(top + Block, size); row++)
                {
                    for (var column = Math.Max(left, row + 1); column < Math.Min(left + Block, size); column++)
                        (plane[(row * size) + column], plane[(column * size) + row]) = (plane[(column * size) + row], plane[(row * size) + column]);
                }
            }
        }
    }

    private readonly ref struct Rows(Span<float> real, Span<float> imaginary)
    {
        public Span<float> Real { get; } = real;

        public Span<float> Imaginary { get; } = imaginary;
    }
}
