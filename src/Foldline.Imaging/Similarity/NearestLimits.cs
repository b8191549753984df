namespace Foldline.Imaging.Similarity;

/// <summary>Which neighbours of a vector are wanted.</summary>
/// <param name="Count">At most so many, the nearest.</param>
/// <param name="LeastCosine">Least cosine of the angle between the two.</param>
internal readonly record struct NearestLimits(int Count, float LeastCosine);
