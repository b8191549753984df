namespace Foldline.Imaging;

/// <summary>What <see cref="RgbShift"/> draws, in the units of the samples.</summary>
/// <param name="Red">Added to the first channel.</param>
/// <param name="Green">Added to the second.</param>
/// <param name="Blue">Added to the third.</param>
public sealed record RgbShiftParameters(double Red, double Green, double Blue) : TransformParameters;
