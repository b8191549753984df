using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="CoarseDropout"/>, <see cref="Cutout"/> and <see cref="GridDropout"/> draw.</summary>
/// <param name="Holes">Rectangles that are filled.</param>
public sealed record HoleParameters(ImmutableArray<PixelBox> Holes) : TransformParameters;
