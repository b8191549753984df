namespace Foldline.Data.Loading;

/// <summary>What a loader has done since it was made.</summary>
/// <param name="Samples">Samples written to batches.</param>
/// <param name="CacheHits">Samples whose decoded image came from the cache.</param>
/// <param name="CachedImages">Decoded images in the cache.</param>
/// <param name="CachedBytes">Bytes of the decoded images in the cache.</param>
/// <param name="Waited">Time that the consumer spent waiting for batches; near zero when the loader is fast enough.</param>
/// <param name="Worked">Time that all workers together spent on samples.</param>
public sealed record LoaderStatistics(long Samples, long CacheHits, int CachedImages, long CachedBytes, TimeSpan Waited, TimeSpan Worked);
