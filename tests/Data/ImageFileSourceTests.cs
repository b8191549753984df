using Foldline.Data;
using Foldline.Data.Loading;
using Foldline.Imaging;

namespace Foldline.Tests.Data;

public sealed class ImageFileSourceTests
{
    private static readonly TransformPipeline Resizing = new([new Resize(new ImageSize(8, 8)), new Normalize(PixelNormalization.ImageNet)]);

    private static LoaderOptions Options => new() { BatchSize = 3, Height = 8, Width = 8, Threads = 2 };

    [Fact]
    public void FromTable_WithMissingFiles_CountsThemAndNamesTheFirst()
    {
        using var folder = new TemporaryFolder();
        folder.Write("0.png", "");
        string[] ids = [.. Enumerable.Range(0, 9).Select(i => $"id{i}")];
        var table = new Table(TableColumn.Of("id", ids), TableColumn.Of("image", Enumerable.Range(0, 9).Select(i => $"{i}.png").ToArray()));
        var error = Assert.Throws<FoldlineException>(() => ImageFileSource.FromTable(table, "id", "image", folder.Path));

        Assert.Equal(("FL4301", "8", "1", "id1"), (error.Code, error.Facts["missing"], error.Facts["row"], error.Facts["id"]));
        Assert.Contains("and 3 more", error.Message, StringComparison.Ordinal);
        Assert.Equal("FL4103", Assert.Throws<FoldlineException>(() => ImageFileSource.FromTable(table, "id", "imge", folder.Path)).Code);
    }

    [Fact]
    public void Epoch_OverFiles_GrayStaysGrayUntilTheBatchWithTheSameResult()
    {
        using var folder = new TemporaryFolder();
        var (ids, files) = WritePictures(folder, 5);
        var options = ImageFileSource.DecodeOptionsFor(3, Resizing);
        Assert.False(options.ExpandGray);

        var late = Read(new ImageFileSource(ids, files, folder.Path, options));
        var early = Read(new ImageFileSource(ids, files, folder.Path, options with { ExpandGray = true }));
        Assert.Equal(early, late);
    }

    [Fact]
    public void Epoch_OverADamagedFile_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var (ids, files) = WritePictures(folder, 5);
        var bytes = File.ReadAllBytes(folder.At(files[3]));
        File.WriteAllBytes(folder.At(files[3]), bytes[..(bytes.Length / 2)]);
        using var loader = new BatchLoader(new ImageFileSource(ids, files, folder.Path), Resizing, Options);
        var error = Assert.Throws<FoldlineException>(() => LoaderTests.Consume(loader, 0));

        Assert.Equal(("FL4302", ids[3], folder.At(files[3]), true), (error.Code, error.Facts["id"], error.Facts["file"], error.IsUserError));
        Assert.StartsWith("FL30", error.Facts["cause"], StringComparison.Ordinal);
    }

    private static float[] Read(ImageFileSource source)
    {
        using var loader = new BatchLoader(source, Resizing, Options);
        var values = new List<float>();
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
                values.AddRange(batch.Images.Data<float>());
        }

        return [.. values];
    }

    private static (string[] Ids, string[] Files) WritePictures(TemporaryFolder folder, int count)
    {
        var painted = new PaintedSource(count, side: 20);
        for (var i = 0; i < count; i++)
        {
            using var image = painted.Load(i);
            File.WriteAllBytes(folder.At($"{i}.png"), ImageCodec.Encode(image));
        }

        return ([.. Enumerable.Range(0, count).Select(painted.Id)], [.. Enumerable.Range(0, count).Select(i => $"{i}.png")]);
    }
}
