namespace Foldline.Imaging;

/// <summary>What <see cref="Blur"/> and <see cref="MedianBlur"/> draw.</summary>
/// <param name="Size">Side of the square in pixels.</param>
public sealed record KernelSizeParameters(int Size) : TransformParameters;
