namespace Foldline.Imaging;

/// <summary>A given elastic deformation, in place of a drawn one (<see cref="ElasticTransform"/>).</summary>
/// <param name="Map">Warp that comes first, from input to output pixels.</param>
/// <param name="Dx">How far to the right each pixel is read, row by row.</param>
/// <param name="Dy">How far below each pixel is read, row by row.</param>
public sealed record ElasticField(AffineMap Map, ReadOnlyMemory<float> Dx, ReadOnlyMemory<float> Dy) : TransformParameters;
