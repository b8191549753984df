namespace Foldline.Imaging;

/// <summary>What <see cref="Sharpen"/> draws.</summary>
/// <param name="Alpha">Share of the sharpened picture, 0 to 1.</param>
/// <param name="Lightness">Brightness of the sharpened picture, 1 keeps it.</param>
public sealed record SharpenParameters(double Alpha, double Lightness) : TransformParameters
{
    /// <summary>The 3 x 3 weights, row by row, in the reference's 32-bit arithmetic.</summary>
    internal float[] Kernel()
    {
        var share = (float)Alpha;
        var kernel = new float[9];
        Array.Fill(kernel, share * -1f);
        kernel[4] = (float)((float)(1 - Alpha) + (float)(share * (float)(8 + Lightness)));
        return kernel;
    }
}
