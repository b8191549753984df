namespace Foldline.Imaging;

/// <summary>What <see cref="Emboss"/> draws.</summary>
/// <param name="Alpha">Share of the embossed picture, 0 to 1.</param>
/// <param name="Strength">Depth of the relief.</param>
public sealed record EmbossParameters(double Alpha, double Strength) : TransformParameters
{
    /// <summary>The 3 x 3 weights, row by row, in the reference's 32-bit arithmetic.</summary>
    internal float[] Kernel()
    {
        double[] relief = [-1 - Strength, -Strength, 0, -Strength, 1, Strength, 0, Strength, 1 + Strength];
        var share = (float)Alpha;
        float[] kernel = [.. relief.Select(weight => (float)(share * (float)weight))];
        kernel[4] = (float)((float)(1 - Alpha) + kernel[4]);
        return kernel;
    }
}
