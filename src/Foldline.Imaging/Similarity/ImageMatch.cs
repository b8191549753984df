namespace Foldline.Imaging.Similarity;

/// <summary>Two pictures that are the same.</summary>
/// <param name="First">Number of the one in the set.</param>
/// <param name="Second">Number of the other, larger than <paramref name="First"/>.</param>
/// <param name="Kind">How they are the same.</param>
/// <param name="Score">How surely, up to 1: a correlation of the pictures or of their phases.</param>
public sealed record ImageMatch(int First, int Second, MatchKind Kind, double Score);
