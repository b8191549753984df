using Foldline.Data.Loading;
using Foldline.Imaging;

namespace Foldline.Tests.Data;

/// <summary>Images made of their own number: pixel (y, x) of sample i is a hash of (i, y, x).</summary>
internal sealed class PaintedSource(int count, int side = 12, int channels = 1) : ISampleSource
{
    private int loads;

    public int Count => count;

    public int Loads => Volatile.Read(ref loads);

    /// <summary>Called before each load, with the sample.</summary>
    public Action<int>? BeforeLoad { get; init; }

    public string Id(int index) => $"sample-{index}";

    public string Origin(int index) => $"painted/{index}.png";

    public Image Load(int index)
    {
        Interlocked.Increment(ref loads);
        BeforeLoad?.Invoke(index);
        var image = Image.Allocate(side, side, channels, PixelType.UInt8);
        var random = CounterRandom.For(1, (ulong)index);
        foreach (ref var pixel in image.Pixels<byte>())
            pixel = (byte)random.NextUInt64();
        return image;
    }
}
