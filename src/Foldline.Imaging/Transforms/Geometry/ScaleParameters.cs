namespace Foldline.Imaging;

/// <summary>What <see cref="RandomScale"/> draws.</summary>
/// <param name="Scale">Factor on both sides.</param>
public sealed record ScaleParameters(double Scale) : TransformParameters;
