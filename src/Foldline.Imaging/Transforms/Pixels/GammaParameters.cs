namespace Foldline.Imaging;

/// <summary>What <see cref="RandomGamma"/> draws.</summary>
/// <param name="Gamma">The exponent, above 0; below 1 brightens.</param>
public sealed record GammaParameters(double Gamma) : TransformParameters;
