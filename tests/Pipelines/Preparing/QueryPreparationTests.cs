using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Data.Arrays;
using Foldline.Data.TfRecords;
using Foldline.Imaging;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Tests.Imaging;

namespace Foldline.Tests.Pipelines.Preparing;

public sealed class QueryPreparationTests : LeakCheck
{
    private const string Windows = """
        name: windows
        tables: {train: train.csv}
        samples: SELECT 1
        target: {columns: [a]}
        prepare:
          windows:
            queries:
              train: SELECT name, 'source/' || recording || '.parquet' AS file, offset_seconds // 2 AS start, 3 AS length FROM train ORDER BY rowid
              whole: SELECT DISTINCT recording AS name, 'source/' || recording || '.parquet' AS file FROM train
            drop: [time]
            transpose: true
        """;

    private const string Shards = """
        name: shards
        tables: {train: train.csv}
        samples: SELECT 1
        target: {columns: [a]}
        prepare:
          tfrecord:
            queries: {train: "SELECT name, 'pictures/' || name AS image, offset_seconds AS seconds, 0.5 AS weight, [1, 0] AS labels FROM train"}
            shards: 2
        """;

    private readonly TemporaryFolder folder = new();

    public QueryPreparationTests()
    {
        Directory.CreateDirectory(folder.At("data", "source"));
        Directory.CreateDirectory(folder.At("data", "pictures"));
        File.WriteAllText(folder.At("data", "train.csv"), "name,recording,offset_seconds\na,one,0\nb,one,4\nc,two,5\n");
        WriteParquet("one", 6);
        WriteParquet("two", 5);
        for (var i = 0; i < 3; i++)
            WritePng($"{"abc"[i]}", (byte)(i + 1));
    }

    protected override void Dispose(bool disposing)
    {
        folder.Dispose();
        base.Dispose(disposing);
    }

    [Fact]
    public void Windows_AreCutOutOfTheirFiles_WithMissingValuesFilled()
    {
        var summary = Run(Windows);

        Assert.Equal((5, 0), (summary.Made, summary.Kept));
        Assert.Empty(summary.Refused);
        // Column f holds 100 · f + row; row 1 is missing in f0 and not a number in f1.
        AssertArray("train/a.npy", [2, 3], 0, 0, 2, 100, 0, 102);
        AssertArray("train/b.npy", [2, 3], 2, 3, 4, 102, 103, 104);
        AssertArray("train/c.npy", [2, 3], 2, 3, 4, 102, 103, 104);
        AssertArray("whole/two.npy", [2, 5], 0, 0, 2, 3, 4, 100, 0, 102, 103, 104);
        Assert.True(File.Exists(folder.At("out", "train.csv")));
    }

    [Fact]
    public void Windows_NotTransposed_AreRowsByColumns()
    {
        Run(Windows, "prepare.windows.transpose=false", "prepare.windows.fill=-1");

        AssertArray("train/a.npy", [3, 2], 0, 100, -1, -1, 2, 102);
    }

    [Fact]
    public void Windows_MadeBefore_AreKept_UntilSourceOrSettingsChange()
    {
        var first = Run(Windows);
        var bytes = File.ReadAllBytes(folder.At("out", "train", "a.npy"));
        File.Delete(folder.At("out", "train", "b.npy"));
        var second = Run(Windows, threads: 1);

        Assert.Equal((1, 4), (second.Made, second.Kept));
        Assert.Equal(bytes, File.ReadAllBytes(folder.At("out", "train", "a.npy")));
        WriteParquet("two", 7);
        Assert.Equal((2, 3), Run(Windows) is var third ? (third.Made, third.Kept) : default);
        Assert.Equal(first.Made, Run(Windows, "prepare.windows.fill=2").Made);
        File.WriteAllText(folder.At("data", "train.csv"), "name,recording,offset_seconds\na,one,0\n");
        Assert.Equal(2, Run(Windows, "prepare.windows.fill=2").Kept);
        Assert.False(File.Exists(folder.At("out", "train", "b.npy")));
    }

    [Theory]
    [InlineData("a,one,8\n", "FL4608", "past-the-end")]
    [InlineData("a,none,0\n", "FL4102", "FL4102")]
    public void Windows_ThatCannotBeCut_AreListed(string row, string code, string reason)
    {
        File.AppendAllText(folder.At("data", "train.csv"), row.Replace("a,", "d,", StringComparison.Ordinal));
        var summary = Run(Windows);

        Assert.Contains(summary.Refused, refused => (refused.Code, refused.Reason) == (code, reason));
        Assert.True(File.Exists(folder.At("out", "train", "a.npy")));
        Assert.False(File.Exists(folder.At("out", "train", "d.npy")));
        Assert.Contains(code, File.ReadAllText(folder.At("out", "prepare-errors.csv")), StringComparison.Ordinal);
        Assert.Equal(code, Assert.Throws<FoldlineException>(() => Run(Windows, strict: true)).Code);
    }

    [Fact]
    public void Windows_OfOneNameTwice_AreRefused()
    {
        File.AppendAllText(folder.At("data", "train.csv"), "a,two,0\n");

        Assert.Equal("FL6064", Assert.Throws<FoldlineException>(() => Run(Windows)).Code);
    }

    [Fact]
    public void Windows_Interrupted_GoOn()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(Windows, _ => stop.Cancel(), stop.Token));
        var rest = Run(Windows);

        Assert.InRange(rest.Kept, 1, 4);
        Assert.Equal(5, rest.Made + rest.Kept);
    }

    [Fact]
    public void Images_ThatSamplesName_AreMadeWithoutTheOthers_AndTheOthersStay()
    {
        const string alone = "prepare.windows.queries={train: \"SELECT 'a' AS name, 'source/one.parquet' AS file, 1 AS start, 3 AS length\", whole: SELECT name FROM nowhere}";

        Assert.Equal(folder.At("cache"), Make(["train/a.npy", "train/b.npy"]));
        Assert.Equal(["a.npy", "b.npy"], Directory.GetFiles(folder.At("cache", "train")).Select(Path.GetFileName).Order());
        Make(["train/a.npy"], alone);
        Assert.Equal(1, NpyFile.Read(folder.At("cache", "train", "a.npy")).As<float>()[1] - 1);
        Assert.True(File.Exists(folder.At("cache", "train", "b.npy")));
        Directory.CreateDirectory(folder.At("data", "train"));
        File.Copy(folder.At("cache", "train", "b.npy"), folder.At("data", "train", "b.npy"));
        Assert.Equal(folder.At("data"), Make(["train/b.npy"]));
    }

    [Fact]
    public void Images_ThatCannotBeMade_AreAnError()
    {
        File.AppendAllText(folder.At("data", "train.csv"), "d,one,8\n");

        Make(["train/a.npy"]);
        Assert.Contains("one.parquet", Assert.Throws<FoldlineException>(() => Make(["train/a.npy", "train/d.npy"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_ThatAnotherProcessMakes_AreWaitedFor()
    {
        Directory.CreateDirectory(folder.At("cache"));
        var other = new FileStream(folder.At("cache", "prepare.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var stop = new CancellationTokenSource();
        var stopped = Task.Run(() => Make(["train/a.npy"], stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        var waiting = Task.Run(() => Make(["train/a.npy"]));

        await other.DisposeAsync();

        Assert.Equal(folder.At("cache"), await waiting);
    }

    [Fact]
    public void Shards_HoldThePicturesAndTheOtherColumns()
    {
        var summary = Run(Shards);
        string[] files = ["train/train00-2.tfrec", "train/train01-1.tfrec"];

        Assert.Equal(2, summary.Made);
        Assert.Equal(files, TfRecordIndex.Files(folder.At("out"), "train/*.tfrec"));
        var table = TfRecordIndex.Build(folder.At("out"), files);
        Assert.Equal(["file", "record", "offset", "length", "labels", "name", "seconds", "weight"], table.ColumnNames);
        Assert.Equal(["a", "c", "b"], table.Column("name").Strings());
        Assert.Equal([0, 5, 4], table.Column("seconds").Int64s());
        Assert.Equal([0, 1, 0], table.Column("record").Int32s());
        for (var row = 0; row < 3; row++)
        {
            var place = new TfRecordPlace(folder.At("out", table.Column("file").Strings()[row]), table.Column("offset").Int64s()[row], table.Column("length").Int64s()[row]);
            var example = Example.Parse(TfRecordFile.ReadRecord(place), "record");
            Assert.Equal(File.ReadAllBytes(folder.At("data", "pictures", table.Column("name").Strings()[row])), example.Features["image"].Bytes[0].ToArray());
            Assert.Equal([1, 0], example.Features["labels"].Int64);
        }

        Assert.Equal(2, Run(Shards).Kept);
    }

    [Fact]
    public void Shards_WithSizeAndFormat_HoldOtherPictures()
    {
        NpyFile.Write(folder.At("data", "pictures", "a"), NumericArray.From<float>([0, 1, 2, 3], 2, 2)); // an array, whatever it is called
        File.Move(folder.At("data", "pictures", "a"), folder.At("data", "pictures", "a.npy"));
        File.WriteAllText(folder.At("data", "train.csv"), "name,recording,offset_seconds\na.npy,one,0\nb,one,0\n");
        Run(Shards, "prepare.tfrecord.size=4", "prepare.tfrecord.format=png", "prepare.tfrecord.shards=1");

        var records = TfRecordReader.Read(folder.At("out", "train", "train00-2.tfrec")).ToList();
        using var array = ImageCodec.Decode(Example.Parse(records[0], "0").Features["image"].Bytes[0].Span, new DecodeOptions { ColorMode = ColorMode.Gray });
        using var picture = ImageCodec.Decode(Example.Parse(records[1], "1").Features["image"].Bytes[0].Span, new DecodeOptions { ColorMode = ColorMode.Gray });
        Assert.Equal((new ImageSize(4, 4), new ImageSize(4, 4)), (array.Size, picture.Size));
        Assert.Equal((0, 255), (array.Pixels<byte>()[0], array.Pixels<byte>()[15]));
    }

    [Fact]
    public void Shards_WithABrokenPicture_AreNotWritten()
    {
        File.WriteAllText(folder.At("data", "pictures", "c"), "no picture");
        var summary = Run(Shards);

        Assert.Equal("FL3004", Assert.Single(summary.Refused).Code);
        Assert.Equal(1, summary.Made);
        Assert.False(File.Exists(folder.At("out", "train", "train00-2.tfrec")));
    }

    [Fact]
    public void Index_OfACompressedFile_SaysSo()
    {
        TfRecordWriter.Write(folder.At("packed.tfrec"), [new Example { Features = ImmutableSortedDictionary<string, Feature>.Empty }.ToBytes()], compress: true);

        Assert.Equal("FL4505", Assert.Throws<FoldlineException>(() => TfRecordIndex.Build(folder.Path, ["packed.tfrec"])).Code);
        Assert.Equal("FL4102", Assert.Throws<FoldlineException>(() => TfRecordIndex.Files(folder.Path, "none/*.tfrec")).Code);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1_000_000, 0)]
    public void Record_AtAWrongPlace_IsDamaged(long moved, long longer)
    {
        TfRecordWriter.Write(folder.At("plain.tfrec"), [new byte[] { 1, 2, 3 }]);
        var place = new TfRecordPlace(folder.At("plain.tfrec"), 12, 3);

        Assert.Equal([1, 2, 3], TfRecordFile.ReadRecord(place));
        Assert.Equal("FL4502", Assert.Throws<FoldlineException>(() => TfRecordFile.ReadRecord(place with { Offset = 12 + moved, Length = 3 + longer })).Code);
    }

    private PreparationSummary Run(string recipe, params string[] overrides) => Run(recipe, null, default, false, 3, overrides);

    private PreparationSummary Run(string recipe, Action<PreparationProgress>? report = null, CancellationToken cancellation = default, bool strict = false, int threads = 3, params string[] overrides)
    {
        var options = new PreparationOptions { DataFolder = folder.At("data"), OutFolder = folder.At("out"), IsStrict = strict, Threads = threads };
        var read = RecipeFile.Parse(recipe, "test.yaml", [.. overrides.Select(RecipeOverride.Parse)]);
        return new Preparer(read, options, TimeProvider.System).Run(report, cancellation);
    }

    private string Make(string[] images, params string[] overrides) => Make(images, default, overrides);

    private string Make(string[] images, CancellationToken cancellation, params string[] overrides)
    {
        var recipe = RecipeFile.Parse(Windows, "test.yaml", [.. overrides.Select(RecipeOverride.Parse)]);
        return new PreparedImages(recipe, folder.At("data"), folder.At("cache")).Make(images, _ => { }, cancellation);
    }

    private void AssertArray(string file, long[] shape, params float[] values)
    {
        var array = NpyFile.Read(folder.At("out", file));

        Assert.Equal(shape, array.Shape);
        Assert.Equal(values, array.As<float>().ToArray());
    }

    private void WriteParquet(string name, int rows)
    {
        using var database = new DuckDatabase();
        database.WriteParquet(
            $"SELECT 2 * i AS time, CASE WHEN i = 1 THEN NULL ELSE i END::DOUBLE AS f0, CASE WHEN i = 1 THEN 'nan'::FLOAT ELSE 100 + i END::FLOAT AS f1 FROM range({rows}) t(i) ORDER BY i",
            folder.At("data", "source", $"{name}.parquet"));
    }

    private void WritePng(string name, byte value)
    {
        using var image = Image.FromPixels<byte>([value, value, value, value], 2, 2, 1);
        File.WriteAllBytes(folder.At("data", "pictures", name), ImageCodec.Encode(image));
    }
}
