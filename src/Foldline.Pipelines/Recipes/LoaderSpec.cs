namespace Foldline.Pipelines.Recipes;

/// <summary>How images are read.</summary>
/// <param name="Threads">Threads that decode and transform; 0 = one per processor core (<c>auto</c>). Results do not depend on it.</param>
/// <param name="Prefetch">Batches prepared ahead, at least 1.</param>
/// <param name="Cache">Memory for decoded images; 0 = none.</param>
public sealed record LoaderSpec(int Threads = 0, int Prefetch = 4, ByteSize Cache = default);
