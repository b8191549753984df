namespace Foldline.Imaging;

/// <summary>What <see cref="Clahe"/> draws.</summary>
/// <param name="ClipLimit">How steep a tile's table may become, at least 1.</param>
public sealed record ClaheParameters(double ClipLimit) : TransformParameters;
