using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="Posterize"/> draws.</summary>
/// <param name="Bits">High bits that are kept, 0 to 8: one number for all channels or one for each of three.</param>
public sealed record PosterizeParameters(ImmutableArray<int> Bits) : TransformParameters;
