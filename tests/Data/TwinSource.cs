using Foldline.Data.Loading;
using Foldline.Imaging;

namespace Foldline.Tests.Data;

/// <summary>Painted images of which two in three have a companion: the same picture, or its negative.</summary>
internal sealed class TwinSource(int count, int side = 12, int channels = 1) : ISampleSource
{
    private readonly PaintedSource painted = new(count, side, channels);

    public int Count => count;

    /// <summary>Whether companions are negatives.</summary>
    public bool IsNegative { get; init; }

    /// <summary>Whether a sample has a companion.</summary>
    public static bool HasTwin(int index) => index % 3 != 0;

    public string Id(int index) => painted.Id(index);

    public string Origin(int index) => painted.Origin(index);

    public Image Load(int index) => painted.Load(index);

    public Image? LoadCompanion(int index, Image image)
    {
        if (!HasTwin(index))
            return null;
        var twin = image.Clone();
        foreach (ref var pixel in twin.Pixels<byte>())
            pixel = IsNegative ? (byte)(255 - pixel) : pixel;
        return twin;
    }
}
