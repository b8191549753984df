namespace Foldline.Imaging;

/// <summary>What <see cref="Downscale"/> draws.</summary>
/// <param name="Scale">Factor on both sides of the picture, between 0 and 1.</param>
public sealed record DownscaleParameters(double Scale) : TransformParameters;
