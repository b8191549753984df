namespace Foldline.Imaging;

/// <summary>What <see cref="ImageCompression"/> draws.</summary>
/// <param name="Quality">1 (small file) to 100.</param>
public sealed record ImageCompressionParameters(int Quality) : TransformParameters;
