namespace Foldline.Imaging;

/// <summary>What <see cref="Flip"/> draws.</summary>
/// <param name="Direction">0 top and bottom, 1 left and right, -1 both.</param>
public sealed record FlipParameters(int Direction) : TransformParameters;
