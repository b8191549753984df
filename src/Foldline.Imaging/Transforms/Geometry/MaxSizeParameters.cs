namespace Foldline.Imaging;

/// <summary>What <see cref="LongestMaxSize"/> and <see cref="SmallestMaxSize"/> draw.</summary>
/// <param name="Pixels">New length of the side.</param>
public sealed record MaxSizeParameters(int Pixels) : TransformParameters;
