namespace Foldline.Imaging;

/// <summary>What <see cref="OpticalDistortion"/> draws.</summary>
/// <param name="K">Strength: positive bulges inward, negative outward.</param>
/// <param name="Dx">Shift of the lens's centre to the right in pixels.</param>
/// <param name="Dy">Shift of the lens's centre downwards in pixels.</param>
public sealed record OpticalParameters(double K, int Dx, int Dy) : TransformParameters;
