namespace Foldline.Imaging;

/// <summary>What <see cref="RandomBrightnessContrast"/> draws.</summary>
/// <param name="Alpha">Factor on the samples, 1 leaves the contrast.</param>
/// <param name="Beta">Added brightness as a fraction of full brightness (or of the mean), 0 leaves it.</param>
public sealed record BrightnessContrastParameters(double Alpha, double Beta) : TransformParameters;
