using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="SquareDropout"/> draws.</summary>
/// <param name="X">Column of each square's centre.</param>
/// <param name="Y">Row of each square's centre.</param>
public sealed record SquareDropoutParameters(ImmutableArray<int> X, ImmutableArray<int> Y) : TransformParameters;
