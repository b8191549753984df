using System.Collections.Immutable;

namespace Foldline.Data.Folds;

/// <summary>Two disjoint sides of a split. The order is part of the result.</summary>
/// <param name="Train">Samples of the training side.</param>
/// <param name="Test">Samples of the test side.</param>
public sealed record TrainTestIndices(ImmutableArray<int> Train, ImmutableArray<int> Test);
