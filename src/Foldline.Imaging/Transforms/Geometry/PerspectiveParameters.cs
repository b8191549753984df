using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="Perspective"/> draws.</summary>
/// <param name="Jitter">
/// How far the corners move inward as fractions of width and height: x and y of left top, right top, right bottom and left bottom. The
/// sign does not count, nor do whole sides.
/// </param>
public sealed record PerspectiveParameters(ImmutableArray<double> Jitter) : TransformParameters;
