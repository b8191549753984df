using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class ImageTests : LeakCheck
{
    [Fact]
    public void Dispose_Twice_GivesTheMemoryBackOnce()
    {
        var before = Image.Live;
        var image = Image.Allocate(4, 4, 1, PixelType.UInt8);
        Assert.Equal(before + 1, Image.Live);
        image.Dispose();
        image.Dispose();
        Assert.Equal(before, Image.Live);
        Assert.Throws<ObjectDisposedException>(() => image.Pixels<byte>()[0]);
    }

    [Fact]
    public void Pixels_OfAnotherType_IsRefused()
    {
        using var image = Image.Allocate(4, 4, 1, PixelType.UInt16);
        Assert.Throws<InvalidOperationException>(() => image.Pixels<byte>().Length);
        Assert.Throws<NotSupportedException>(() => image.Pixels<double>().Length);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(50_000, 50_000, 1)]
    public void Allocate_OfAnImpossibleSize_Throws(int height, int width, int channels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Image.Allocate(height, width, channels, PixelType.UInt8));

    [Fact]
    public void ConvertTo_ClipsAndTruncates()
    {
        using var image = Image.FromPixels<float>([-0.5f, 0.999f, 1.5f, 0.5f], 2, 2, 1);
        using var eight = image.ConvertTo(PixelType.UInt8, 255);
        Assert.Equal(new byte[] { 0, 254, 255, 127 }, eight.Pixels<byte>().ToArray());
    }

    [Fact]
    public void Grid_PutsTilesRowByRow()
    {
        using var black = Image.FromPixels<byte>(new byte[16], 4, 4, 1);
        using var half = Image.FromPixels<float>([.. Enumerable.Repeat(0.5f, 24)], 2, 4, 3);
        using var grid = ImageGrid.Compose([black, half, black], new ImageGridOptions { Columns = 2, Tile = new ImageSize(4, 4), Padding = 1, Background = 200 });
        Assert.Equal(new ImageSize(11, 11), grid.Size);
        var pixels = grid.Pixels<byte>();
        byte At(Span<byte> all, int y, int x) => all[((y * 11) + x) * 3];
        Assert.Equal((200, 0, 200, 127, 0, 200), (At(pixels, 0, 0), At(pixels, 1, 1), At(pixels, 1, 6), At(pixels, 2, 6), At(pixels, 6, 1), At(pixels, 6, 6)));
        using var decoded = ImageCodec.Decode(ImageGrid.ComposePng([black, half]));
        Assert.Equal(3, decoded.Channels);
    }
}
