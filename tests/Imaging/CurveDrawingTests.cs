using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class CurveDrawingTests
{
    private static readonly RgbColor Orange = new(250, 120, 30);

    [Fact]
    public void DrawCurve_AcrossAPicture_ColoursItsWidthAndNoMore()
    {
        using var image = Gray(9, 20, 3);

        image.DrawCurve([(-3, 4), (30, 4)], 3, Orange);

        for (var row = 0; row < 9; row++)
        {
            for (var column = 0; column < 20; column++)
                Assert.Equal(Math.Abs(row - 4) <= 1 ? [250, 120, 30] : new byte[] { 50, 50, 50 }, image.Pixels<byte>().Slice(((row * 20) + column) * 3, 3).ToArray());
        }
    }

    [Fact]
    public void DrawCurve_OfHalfAPixelMore_HasSoftEdges()
    {
        using var image = Gray(5, 5, 1);

        image.DrawCurve([(0, 2), (4, 2)], 2, new RgbColor(250, 250, 250));

        Assert.Equal([50, 150, 250, 150, 50], Enumerable.Range(0, 5).Select(row => image.Pixels<byte>()[(row * 5) + 2]));
    }

    [Fact]
    public void DrawCurve_OverSixteenBits_DrawsTheSameBrightness()
    {
        using var eight = Gray(12, 12, 1);
        using var sixteen = eight.ConvertTo(PixelType.UInt16, 257);

        eight.DrawCurve([(1, 1), (9, 4), (3, 10)], 2.5f, Orange);
        sixteen.DrawCurve([(1, 1), (9, 4), (3, 10)], 2.5f, Orange);

        foreach (var (a, b) in eight.Pixels<byte>().ToArray().Zip(sixteen.Pixels<ushort>().ToArray()))
            Assert.InRange(b - (257 * a), -257, 257);
    }

    [Fact]
    public void DrawCurve_OfOnePoint_IsADot_OfNone_IsNothing()
    {
        using var image = Gray(7, 7, 1);
        image.DrawCurve([], 3, Orange);
        Assert.All(image.Pixels<byte>().ToArray(), pixel => Assert.Equal(50, pixel));

        image.DrawCurve([(3, 3)], 1, new RgbColor(255, 255, 255));

        Assert.Equal(1, image.Pixels<byte>().ToArray().Count(pixel => pixel != 50));
        Assert.Equal(255, image.Pixels<byte>()[24]);
    }

    [Fact]
    public void DrawCurve_FarOutside_LeavesThePictureAlone()
    {
        using var image = Gray(6, 6, 3);

        image.DrawCurve([(-1e6f, -50), (1e6f, -50), (1e6f, 1e6f)], 4, Orange);

        Assert.All(image.Pixels<byte>().ToArray(), pixel => Assert.Equal(50, pixel));
    }

    [Fact]
    public void DrawCurve_OverRealNumbers_IsRefused()
    {
        using var image = Image.Allocate(4, 4, 1, PixelType.Float32);

        Assert.Throws<ArgumentException>(() => image.DrawCurve([(1, 1)], 1, Orange));
    }

    private static Image Gray(int height, int width, int channels)
    {
        var image = Image.Allocate(height, width, channels, PixelType.UInt8);
        image.Pixels<byte>().Fill(50);
        return image;
    }
}
