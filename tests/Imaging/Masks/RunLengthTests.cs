using Foldline.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace Foldline.Tests.Imaging.Masks;

public sealed class RunLengthTests
{
    [Fact]
    public void Decode_OfEncode_GivesTheMaskBack() => Prop.ForAll<bool[], byte>((bits, side) =>
    {
        var height = 1 + (side % 7);
        var width = 1 + (bits.Length / height);
        var pixels = new byte[height * width];
        for (var i = 0; i < bits.Length; i++)
            pixels[i] = bits[i] ? (byte)1 : (byte)0;
        using var mask = Image.FromPixels<byte>(pixels, height, width, 1);

        using var decoded = RunLength.Decode(RunLength.Encode(mask), height, width);

        Assert.Equal(pixels, decoded.Pixels<byte>().ToArray());
    }).QuickCheckThrowOnFailure();
}
