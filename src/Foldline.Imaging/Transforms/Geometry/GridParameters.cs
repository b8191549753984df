using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="GridDistortion"/> draws.</summary>
/// <param name="X">Factor on the width of each column of the grid, one more than there are steps.</param>
/// <param name="Y">Factor on the height of each row of the grid, one more than there are steps.</param>
public sealed record GridParameters(ImmutableArray<double> X, ImmutableArray<double> Y) : TransformParameters;
