using System.Security.Cryptography;
using Foldline.Pipelines.Samples;

namespace Foldline.Tests.Pipelines.Samples;

public sealed class VinBigDataSampleTests : IDisposable
{
    private static readonly SampleOptions Small = new(Count: 40, Size: 64);
    private readonly string folder = Directory.CreateTempSubdirectory("foldline-sample-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Generate_Twice_GivesTheSameBytes()
    {
        var first = Hashes(Generate("a", Small));
        var second = Hashes(Generate("b", Small));

        Assert.Equal(first, second);
        Assert.NotEqual(first, Hashes(Generate("c", Small with { Seed = 5 })));
    }

    [Fact]
    public void Generate_Again_LeavesNothingOfTheEarlierSample()
    {
        Generate("a", Small with { Count = 80 });
        var again = Hashes(Generate("a", Small));

        Assert.Equal(Hashes(Generate("b", Small)), again);
        Assert.True(SampleGenerators.Find("vinbigdata").IsIn(Path.Combine(folder, "a"), Small));
        Assert.False(SampleGenerators.Find("vinbigdata").IsIn(Path.Combine(folder, "a"), Small with { Count = 80 }));
    }

    [Fact]
    public void Generate_WritesTheCompetitionsFiles()
    {
        var path = Generate("a", Small);

        Assert.Equal("image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max", File.ReadLines(Path.Combine(path, "train.csv")).First());
        Assert.Equal("image_id,dim0,dim1", File.ReadLines(Path.Combine(path, "train_meta.csv")).First());
        Assert.Equal(Ids(path, "sample_submission.csv"), Ids(path, "test_meta.csv"));
        foreach (var (table, part, count) in (IEnumerable<(string, string, int)>)[("train_meta.csv", "train", 30), ("test_meta.csv", "test", 10)])
        {
            var ids = Ids(path, table);
            Assert.Equal(count, ids.Count);
            Assert.Equal(ids.Order(), Directory.EnumerateFiles(Path.Combine(path, part)).Select(file => Path.GetFileNameWithoutExtension(file)!).Order());
        }
    }

    [Fact]
    public void Generate_HasThreeReadersWhoAgreeOnNormal()
    {
        var images = Rows(Generate("a", new SampleOptions(200, 32)), "train.csv").GroupBy(row => row[0]).ToList();

        Assert.Equal(150, images.Count);
        Assert.All(images, rows => Assert.Equal(3, rows.Select(row => row[3]).Distinct().Count()));
        Assert.All(images, rows => Assert.Contains(rows.Count(row => row[2] == "14"), (int[])[0, 3]));
        Assert.Equal(45, images.Count(rows => rows.All(row => row[2] != "14")));
    }

    [Fact]
    public void Generate_GivesBoxesInsideTheOriginalImage()
    {
        var path = Generate("a", new SampleOptions(200, 32));
        var sizes = Rows(path, "train_meta.csv").ToDictionary(row => row[0], row => (Height: double.Parse(row[1]), Width: double.Parse(row[2])));
        foreach (var row in Rows(path, "train.csv").Where(row => row[2] != "14"))
        {
            var box = row[4..].Select(double.Parse).ToArray();
            Assert.InRange(int.Parse(row[2]), 0, 13);
            Assert.True(box[0] >= 0 && box[1] >= 0 && box[0] < box[2] && box[1] < box[3], string.Join(',', row));
            Assert.True(box[2] <= sizes[row[0]].Width && box[3] <= sizes[row[0]].Height, string.Join(',', row));
        }

        Assert.All(Rows(path, "train.csv").Where(row => row[2] == "14"), row => Assert.Equal(["", "", "", ""], row[4..]));
    }

    [Theory]
    [InlineData(5, 64)]
    [InlineData(40, 8)]
    [InlineData(40, 5000)]
    public void Generate_OutOfRange_IsRefused(int count, int size)
    {
        var error = Assert.Throws<FoldlineException>(() => Generate("a", new SampleOptions(count, size)));

        Assert.Equal("FL6051", error.Code);
        Assert.False(Directory.Exists(Path.Combine(folder, "a")));
    }

    [Fact]
    public void Generate_IntoAFolderWithOtherFiles_IsRefused()
    {
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "x");

        Assert.Equal("FL6052", Assert.Throws<FoldlineException>(() => Generate("", Small)).Code);
    }

    [Fact]
    public void Find_WithASlip_NamesTheNearest()
    {
        var error = Assert.Throws<FoldlineException>(() => SampleGenerators.Find("vinbigdat"));

        Assert.Equal("FL6050", error.Code);
        Assert.Equal("vinbigdata", error.Facts["nearest"]);
        Assert.Equal("vinbigdata", SampleGenerators.Find("recipes/vinbigdata.yaml").Name);
    }

    private static List<string[]> Rows(string path, string file) => [.. File.ReadLines(Path.Combine(path, file)).Skip(1).Select(line => line.Split(','))];

    private static List<string> Ids(string path, string file) => [.. Rows(path, file).Select(row => row[0])];

    private static List<string> Hashes(string path) =>
    [
        .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(path, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    private string Generate(string name, SampleOptions options)
    {
        var path = Path.Combine(folder, name);
        SampleGenerators.Find("vinbigdata").Generate(path, options);
        return path;
    }
}
