namespace Foldline.Pipelines.Samples;

/// <summary>Smooth random texture: random values on a lattice with smooth interpolation between them.</summary>
internal sealed class ValueNoise
{
    private const int Side = 64;
    private readonly float[] lattice = new float[Side * Side];

    /// <summary>A texture of its own.</summary>
    /// <param name="random">Source of the lattice's values.</param>
    public ValueNoise(ref CounterRandom random)
    {
        for (var i = 0; i < lattice.Length; i++)
            lattice[i] = (float)random.NextDouble(-1, 1);
    }

    /// <summary>The texture's value at a point, -1 … 1.</summary>
    /// <param name="x">Coordinate in lattice cells; the texture repeats after 64.</param>
    /// <param name="y">Coordinate in lattice cells.</param>
    public float At(float x, float y)
    {
        var column = MathF.Floor(x);
        var row = MathF.Floor(y);
        var fx = Smooth(x - column);
        var fy = Smooth(y - row);
        int left = (int)column & (Side - 1), right = (left + 1) & (Side - 1);
        int top = ((int)row & (Side - 1)) * Side, bottom = (((int)row + 1) & (Side - 1)) * Side;
        var above = lattice[top + left] + ((lattice[top + right] - lattice[top + left]) * fx);
        var below = lattice[bottom + left] + ((lattice[bottom + right] - lattice[bottom + left]) * fx);
        return above + ((below - above) * fy);
    }

    private static float Smooth(float t) => t * t * (3 - (2 * t));
}
