namespace Foldline.Imaging;

/// <summary>What <see cref="Solarize"/> draws.</summary>
/// <param name="Threshold">Samples from here on are inverted; in the units of the samples.</param>
public sealed record SolarizeParameters(double Threshold) : TransformParameters;
