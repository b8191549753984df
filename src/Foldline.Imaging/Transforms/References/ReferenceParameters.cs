namespace Foldline.Imaging;

/// <summary>What <see cref="Fda"/> and <see cref="HistogramMatching"/> draw.</summary>
/// <param name="Reference">Which reference picture, from 0.</param>
/// <param name="Strength">How far the image is adapted.</param>
public sealed record ReferenceParameters(int Reference, double Strength) : TransformParameters;
