namespace Foldline.Imaging;

/// <summary>What <see cref="UnsharpMask"/> draws.</summary>
/// <param name="Size">Side of the Gaussian in pixels, odd; 0: found from sigma.</param>
/// <param name="Sigma">Its standard deviation in pixels; 0: found from the size.</param>
/// <param name="Alpha">Factor on the difference from the blurred picture.</param>
public sealed record UnsharpMaskParameters(int Size, double Sigma, double Alpha) : TransformParameters;
