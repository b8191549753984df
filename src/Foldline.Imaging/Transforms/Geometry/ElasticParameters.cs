namespace Foldline.Imaging;

/// <summary>What <see cref="ElasticTransform"/> draws.</summary>
/// <param name="Seed">Seed of the field, 0 to 10000.</param>
public sealed record ElasticParameters(int Seed) : TransformParameters;
