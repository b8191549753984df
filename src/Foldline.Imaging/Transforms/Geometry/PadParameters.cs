namespace Foldline.Imaging;

/// <summary>What <see cref="PadIfNeeded"/> decides.</summary>
/// <param name="Top">Rows above the image.</param>
/// <param name="Left">Columns to the left of the image.</param>
public sealed record PadParameters(int Top, int Left) : TransformParameters;
