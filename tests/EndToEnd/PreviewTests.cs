using Foldline.Imaging;

namespace Foldline.Tests.EndToEnd;

/// <summary>The command that shows what a recipe's transforms do.</summary>
[Trait("kind", "e2e")]
public sealed class PreviewTests : IDisposable
{
    private const int Samples = 3;
    private const int Count = 2;
    private static readonly string Recipe = Repository.At("recipes", "vinbigdata.yaml");
    private readonly FoldlineProcess foldline = new();

    public PreviewTests() => foldline.Run("sample", "vinbigdata", "data", "--count", "40", "--size", "64");

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void Preview_WritesAPictureAndAPage_TheSameEachTime()
    {
        var first = Preview("a.png");
        var again = Preview("deep/b.html");
        var other = Preview("c", "seed=7");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal((0, 0), (again.ExitCode, other.ExitCode));
        Assert.Equal(new ImageSize((Samples * 228) + 4, ((Count + 1) * 228) + 4), ImageCodec.ReadHeader(foldline.At("a.png")).Size);
        Assert.Equal(Bytes("a.png"), Bytes("deep/b.png"));
        Assert.Equal(Bytes("a.html"), Bytes("deep/b.html"));
        Assert.NotEqual(Bytes("a.png"), Bytes("c.png"));
        AssertIsWhole(File.ReadAllText(foldline.At("a.html")));
    }

    [Fact]
    public void Masks_AreDrawnOverTheImage_AndMoveWithIt()
    {
        var image = Directory.EnumerateFiles(foldline.At("data", "train")).Order(StringComparer.Ordinal).First();
        WriteMask(foldline.At("data", "mask.png"), ImageCodec.ReadHeader(image).Size);
        File.WriteAllText(foldline.At("masks.yaml"), $$$"""
            extends: {{{Recipe}}}
            samples: |
              SELECT image_id AS id, 'train/' || image_id || '.png' AS image, 0 AS abnormal, 'mask.png' AS mask
              FROM train_meta WHERE image_id = '{{{Path.GetFileNameWithoutExtension(image)}}}'
            boxes: null
            augment: [{horizontal_flip: {p: 1}}]
            """);

        var result = foldline.Run("preview", "masks.yaml", "--data", "data", "--samples", "1", "--count", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var grid = ImageCodec.Decode(foldline.At("preview.png"));
        // The mask marks the left half; the second tile is the first one mirrored.
        Assert.Equal((true, false), (IsColoured(grid, 4 + 30), IsColoured(grid, 4 + 190)));
        Assert.Equal((false, true), (IsColoured(grid, 232 + 30), IsColoured(grid, 232 + 190)));
    }

    [Fact]
    public void MaskOfAnotherSize_IsNamed()
    {
        WriteMask(foldline.At("data", "mask.png"), new ImageSize(5, 7));
        var samples = "samples=SELECT image_id AS id, 'train/' || image_id || '.png' AS image, 0 AS abnormal, 'mask.png' AS mask FROM train_meta";

        var result = Preview("out", samples);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error FL6065: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("5x7", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FL8003", "data", "--samples", "0")]
    [InlineData("FL8003", "data", "--count", "1000")]
    [InlineData("FL6024", "nowhere")]
    [InlineData("FL1012", "data", "augment.0.horizontal_flip.p=2")]
    public void Mistake_IsNamedInOneLine(string code, string data, params string[] more)
    {
        var result = foldline.Run(["preview", Recipe, "--data", data, .. more]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private ProcessResult Preview(string output, params string[] more) =>
        foldline.Run(["preview", Recipe, "--data", "data", "--samples", $"{Samples}", "--count", $"{Count}", "--out", output, .. more]);

    private byte[] Bytes(string path) => File.ReadAllBytes(foldline.At(path));

    private static void AssertIsWhole(string page)
    {
        Assert.Equal(Samples * (Count + 1), page.Split("<img ").Length - 1);
        Assert.Contains("src=\"data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.Contains("<rect ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script src", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link ", page, StringComparison.Ordinal);
    }

    private static void WriteMask(string path, ImageSize size)
    {
        using var mask = Image.Allocate(size.Height, size.Width, 1, PixelType.UInt8);
        var pixels = mask.Pixels<byte>();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i % size.Width < size.Width / 2 ? 1 : 0);
        File.WriteAllBytes(path, ImageCodec.Encode(mask));
    }

    // The X-rays are grey, so colour comes from the mask.
    private static bool IsColoured(Image grid, int column)
    {
        var pixel = grid.Pixels<byte>().Slice(3 * ((100 * grid.Width) + column), 3);
        return pixel[0] != pixel[2];
    }
}
