namespace Foldline.Imaging;

/// <summary>What TensorFlow's colour operations draw.</summary>
/// <param name="Value">A factor, or what is added.</param>
public sealed record TfColorParameters(double Value) : TransformParameters;
