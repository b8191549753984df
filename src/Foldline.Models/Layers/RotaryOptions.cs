using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Where the tokens of a rotary embedding lie.</summary>
internal sealed record RotaryOptions
{
    /// <summary>Rows and columns of patches.</summary>
    public required Size2 Grid { get; init; }

    /// <summary>Tokens before the grid.</summary>
    public int Prefix { get; init; }

    /// <summary>Ratio of the highest to the lowest frequency.</summary>
    public double Temperature { get; init; } = 10000;

    /// <summary>Added to rows and columns.</summary>
    public double Offset { get; init; }

    /// <summary>Grid of the pre-training, to which places are stretched; null leaves them.</summary>
    public Size2? Reference { get; init; }

    /// <summary>Whether columns come before rows.</summary>
    public bool ColumnsFirst { get; init; }

    /// <summary>The frequencies, from 1 down, of the pairs that one coordinate rotates.</summary>
    /// <param name="size">Channels of a head.</param>
    public double[] Bands(int size) => [.. Enumerable.Range(0, size / 4).Select(i => Math.Pow(Temperature, -4.0 * i / size))];

    /// <summary>One value for each place in reading order.</summary>
    /// <param name="make">Makes it of the coordinates, in the order in which they come.</param>
    public T[] Places<T>(Func<double, double, T> make)
    {
        var reference = Reference ?? Grid;
        var values = new T[Grid.Height * Grid.Width];
        for (var row = 0; row < Grid.Height; row++)
        {
            for (var column = 0; column < Grid.Width; column++)
            {
                var y = (row + Offset) / Grid.Height * reference.Height;
                var x = (column + Offset) / Grid.Width * reference.Width;
                values[(row * Grid.Width) + column] = ColumnsFirst ? make(x, y) : make(y, x);
            }
        }

        return values;
    }
}
