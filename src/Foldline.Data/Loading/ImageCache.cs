using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>
/// Decoded images and masks by sample, up to a number of bytes. Nothing is thrown out: an epoch visits every sample once, so what came first is
/// as useful as what came last. Thread-safe, except that disposing must wait until nobody reads.
/// </summary>
internal sealed class ImageCache(int samples, long maxBytes) : IDisposable
{
    private readonly LoadedSample?[] images = maxBytes > 0 ? new LoadedSample?[samples] : [];
    private long bytes;
    private int count;

    /// <summary>Bytes of the images kept.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Number of images kept.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The image of a sample, which stays the cache's, or null.</summary>
    public LoadedSample? Find(int index) => images.Length == 0 ? null : Volatile.Read(ref images[index]);

    /// <summary>Keeps an image if there is room.</summary>
    /// <returns>True when the image is the cache's from now on.</returns>
    public bool TryAdd(int index, LoadedSample image)
    {
        if (images.Length == 0 || Bytes + image.ByteCount > maxBytes)
            return false;
        if (Interlocked.Add(ref bytes, image.ByteCount) <= maxBytes && Interlocked.CompareExchange(ref images[index], image, null) is null)
        {
            Interlocked.Increment(ref count);
            return true;
        }

        Interlocked.Add(ref bytes, -image.ByteCount);
        return false;
    }

    public void Dispose()
    {
        for (var i = 0; i < images.Length; i++)
            Interlocked.Exchange(ref images[i], null)?.Dispose();
        bytes = 0;
        count = 0;
    }
}
