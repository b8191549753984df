using Foldline.Imaging;

namespace Foldline.Tests.Imaging.Similarity;

/// <summary>Grey pictures of made-up surfaces, cut out and lit as told.</summary>
internal sealed class Scenery
{
    private const int Side = 320;
    private readonly float[] values = new float[Side * Side];

    /// <summary>A surface: blots of several sizes.</summary>
    /// <param name="seed">Other seeds give other surfaces.</param>
    public Scenery(ulong seed)
    {
        foreach (var cell in (int[])[4, 8, 20])
            AddBlots(CounterRandom.For(seed, (ulong)cell), cell);
    }

    /// <summary>A part of the surface.</summary>
    /// <param name="top">First row.</param>
    /// <param name="left">First column.</param>
    /// <param name="gain">Contrast.</param>
    /// <param name="offset">Brightness.</param>
    public Image Cut(int top, int left, double gain = 1, double offset = 0)
    {
        const int Size = 240;
        var image = Image.Allocate(Size, Size, 1, PixelType.UInt8);
        var pixels = image.Pixels<byte>();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / Size, i % Size);
            // The light falls off to one side, the more so the stronger it is.
            var light = gain * (0.6 + (0.4 * column / Size));
            pixels[i] = (byte)Math.Clamp(offset + (light * (110 + (25 * values[((row + top) * Side) + column + left]))), 0, 255);
        }

        return image;
    }

    private void AddBlots(CounterRandom random, int cell)
    {
        var cells = (Side / cell) + 2;
        double[] heights = [.. Enumerable.Range(0, cells * cells).Select(_ => (random.NextDouble() * 2) - 1)];
        for (var i = 0; i < values.Length; i++)
        {
            var (y, x) = ((double)(i / Side) / cell, (double)(i % Side) / cell);
            var (row, column) = ((int)y, (int)x);
            double At(int down, int across) => heights[((row + down) * cells) + column + across];
            var upper = double.Lerp(At(0, 0), At(0, 1), x - column);
            values[i] += (float)double.Lerp(upper, double.Lerp(At(1, 0), At(1, 1), x - column), y - row);
        }
    }
}
