namespace Foldline.Imaging;

/// <summary>What <see cref="GaussianBlur"/> draws.</summary>
/// <param name="Size">Side of the kernel in pixels, odd; 0: found from sigma.</param>
/// <param name="Sigma">Standard deviation in pixels; 0: found from the size.</param>
public sealed record GaussianBlurParameters(int Size, double Sigma) : TransformParameters;
