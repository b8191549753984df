using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.EndToEnd;

/// <summary>The command that makes pictures of original files, on the reference's DICOM files, good and bad.</summary>
[Trait("kind", "e2e")]
public sealed class PrepareTests : IDisposable
{
    private const string Index = "imaging/dicom/index";
    private static readonly string Recipe = Repository.At("recipes", "vinbigdata.yaml");
    private readonly FoldlineProcess foldline = new();

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void Prepare_MakesEveryGoodFile_AndListsTheOthersWithTheirReason()
    {
        var cases = CopyOracle();

        var result = Prepare("out");

        Assert.Equal(0, result.ExitCode);
        var refused = Rows("out", "prepare-errors.csv").ToDictionary(row => row[0], row => row[2], StringComparer.Ordinal);
        var sizes = Rows("out", "train_meta.csv").ToDictionary(row => row[0], row => new ImageSize(int.Parse(row[1], null), int.Parse(row[2], null)), StringComparer.Ordinal);
        foreach (var (id, item) in cases)
        {
            var picture = foldline.At("out", "train", $"{id}.png");
            switch (item.GetProperty("expect").GetString())
            {
                case "decode":
                    Assert.Equal(new ImageSize(256, 256), ImageCodec.ReadHeader(picture).Size);
                    Assert.Equal((item.GetProperty("metadata").GetProperty("Rows").GetInt32(), item.GetProperty("metadata").GetProperty("Columns").GetInt32()), (sizes[id].Height, sizes[id].Width));
                    break;
                case "refuse":
                    Assert.Equal(item.GetProperty("reason").GetString(), refused[$"train/{Path.GetFileName(item.GetProperty("file").GetString())}"]);
                    Assert.False(File.Exists(picture) || sizes.ContainsKey(id));
                    break;
            }
        }

        Assert.Equal(["image_id,dim0,dim1"], File.ReadLines(foldline.At("out", "test_meta.csv")));
        Assert.Equal("image_id,class_id\n", File.ReadAllText(foldline.At("out", "train.csv")));
        Assert.Contains($"warning: {refused.Count} files were refused", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PrepareAgain_MakesNothing_AndOtherThreadsMakeTheSameBytes()
    {
        CopyOracle();
        Prepare("out");
        var before = Contents("out");
        var times = Times("out");

        var again = Prepare("out");
        var other = Prepare("other", "--threads", "5");

        Assert.Equal((0, 0), (again.ExitCode, other.ExitCode));
        Assert.Contains(": 0 made, ", again.Output, StringComparison.Ordinal);
        Assert.Equal(times, Times("out"));
        Assert.Equal(before, Contents("out"));
        Assert.Equal(before, Contents("other"));
    }

    [Fact]
    public void PrepareAgain_MakesWhatChanged()
    {
        CopyOracle();
        Prepare("out");
        File.WriteAllBytes(foldline.At("out", "train", "m1_u8.png"), [1, 2, 3]);
        File.Delete(foldline.At("out", "train", "m2_u16.png"));
        File.Copy(foldline.At("data", "train", "m1_u12.dcm"), foldline.At("data", "train", "rgb_planar0.dcm"), overwrite: true);
        File.SetLastWriteTimeUtc(foldline.At("data", "train", "rgb_planar0.dcm"), DateTime.UtcNow);

        var changed = Prepare("out");
        var resized = Prepare("out", "prepare.dicom.size=[20,40]", "prepare.dicom.format=jpeg", "prepare.dicom.keep_aspect=true");

        Assert.Contains(": 3 made, ", changed.Output, StringComparison.Ordinal);
        Assert.Contains(", 0 complete before, ", resized.Output, StringComparison.Ordinal);
        Assert.Equal(ImageFormat.Jpeg, ImageCodec.ReadHeader(foldline.At("out", "train", "m1_u8.jpg")).Format);
        Assert.Equal(20, ImageCodec.ReadHeader(foldline.At("out", "train", "m1_u8.jpg")).Size.Height);
    }

    [Fact]
    public void Strict_EndsWithTheFirstRefusedFile()
    {
        CopyOracle();

        var result = Prepare("out", "--strict", "--quiet", "--threads", "3");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error FL31", result.Error, StringComparison.Ordinal);
        Assert.Contains("/bad_", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(foldline.At("out", "train_meta.csv")));
    }

    [Fact]
    public void CtrlC_FinishesTheFilesAtHand_AndTheCommandGoesOn()
    {
        CopyOracle(copies: 5);
        using var process = foldline.StartProgram("env", ["--default-signal=INT", .. FoldlineProcess.CommandLine(Words("out", "prepare.dicom.size=1000"))]);
        WaitForAQuarter(process);
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);

        var stopped = FoldlineProcess.Finish(process);
        var whole = Prepare("whole", "prepare.dicom.size=1000");
        var resumed = Prepare("out", "prepare.dicom.size=1000");

        Assert.Equal((130, 0, 0), (stopped.ExitCode, whole.ExitCode, resumed.ExitCode));
        Assert.Contains("the same command goes on", stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 complete before", resumed.Output, StringComparison.Ordinal);
        Assert.Equal(Contents("whole"), Contents("out"));
    }

    [Fact]
    public void KilledProcess_LeavesNothingThatTheNextOneDoesNotMend()
    {
        CopyOracle(copies: 5);
        using var process = foldline.Start(Words("out", "prepare.dicom.size=1000"));
        WaitForAQuarter(process);
        process.Kill();
        FoldlineProcess.Finish(process);
        File.WriteAllText(foldline.At("out", "train", $"a.png.17.{Guid.NewGuid():N}.tmp"), "cut off");

        var whole = Prepare("whole", "prepare.dicom.size=1000");
        var resumed = Prepare("out", "prepare.dicom.size=1000");

        Assert.Equal((0, 0), (whole.ExitCode, resumed.ExitCode));
        Assert.Equal(Contents("whole"), Contents("out"));
    }

    [Fact]
    public void FolderInUse_IsNamed()
    {
        CopyOracle();
        Directory.CreateDirectory(foldline.At("out"));
        using var other = new FileStream(foldline.At("out", "prepare.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var result = Prepare("out");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error FL6066: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DiskThatTakesNoMore_EndsTheCommandWithTheFile()
    {
        CopyOracle();
        using var process = foldline.StartProgram(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 200; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"", "limited", .. FoldlineProcess.CommandLine(Words("out", "prepare.dicom.size=1000"))]);

        var result = FoldlineProcess.Finish(process);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("error FL1001: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(".png'", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(foldline.At("out"), "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void Images_AreResized_AndGreyStaysGrey()
    {
        Directory.CreateDirectory(foldline.At("data", "photos", "deep"));
        foreach (var (name, file) in new[] { ("a.jpg", "jpeg_420_q75.jpg"), ("deep/b.png", "png_gray16.png"), ("c.png", "empty.png") })
            File.Copy(Repository.At("tests", "Oracles", "imaging", "decode", "files", file), foldline.At("data", "photos", name));
        File.WriteAllText(foldline.At("resize.yaml"), $"extends: {Recipe}\nprepare: {{images: {{folders: photos, size: [10, 30]}}}}\n");

        var result = foldline.Run("prepare", "resize.yaml", "--data", "data", "--out", "out");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal((new ImageSize(10, 30), 3), Header("a.png"));
        Assert.Equal((new ImageSize(10, 30), 1), Header("deep/b.png"));
        Assert.Equal(["a", "deep/b"], Rows("out", "photos_meta.csv").Select(row => row[0]));
        Assert.Equal(["photos/c.png", "FL3003", "empty"], Rows("out", "prepare-errors.csv").Single()[..3]);

        (ImageSize, int) Header(string name) => ImageCodec.ReadHeader(foldline.At("out", "photos", name)) is var header ? (header.Size, header.Channels) : default;
    }

    [Fact]
    public void Images_KeepTheSizesThatAreListedAlready_SoThatBoxesStayInPlace()
    {
        foldline.Run("sample", "vinbigdata", "data", "--count", "10", "--size", "64");
        File.WriteAllText(foldline.At("resize.yaml"), $"extends: {Recipe}\nprepare: {{images: {{size: 32}}}}\n");

        var result = foldline.Run("prepare", "resize.yaml", "--data", "data", "--out", "out");

        Assert.Equal(0, result.ExitCode);
        foreach (var table in new[] { "train_meta.csv", "test_meta.csv", "train.csv", "sample_submission.csv" })
            Assert.Equal(File.ReadAllText(foldline.At("data", table)), File.ReadAllText(foldline.At("out", table)));
        Assert.All(Directory.GetFiles(foldline.At("out", "train")), path => Assert.Equal(new ImageSize(32, 32), ImageCodec.ReadHeader(path).Size));
    }

    [Theory]
    [InlineData("FL6060", "data", "out")]
    [InlineData("FL6061", "data", "out", "prepare.dicom.folders=empty")]
    [InlineData("FL6062", "data", "data")]
    [InlineData("FL6062", "data", "data/train/pictures")]
    [InlineData("FL6063", "data", "out", "~prepare")]
    [InlineData("FL6024", "nowhere", "out")]
    [InlineData("FL1010", "data", "out", "prepare.dicom.sizes=3")]
    [InlineData("FL1012", "data", "out", "prepare.dicom.folders=../data")]
    [InlineData("FL1012", "data", "out", "prepare.dicom.size=0")]
    [InlineData("FL1013", "data", "out", "prepare={dicoms: {}}")]
    [InlineData("FL8003", "data", "out", "--threads", "0")]
    public void Mistake_IsNamedInOneLine(string code, string data, string output, params string[] more)
    {
        Directory.CreateDirectory(foldline.At("data", "empty"));

        var result = foldline.Run(["prepare", Recipe, "--data", data, "--out", output, .. more]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    // The reference's files as a training set, an empty test set, and a table beside them.
    private List<(string Id, JsonElement Item)> CopyOracle(int copies = 1)
    {
        Directory.CreateDirectory(foldline.At("data", "train"));
        Directory.CreateDirectory(foldline.At("data", "test"));
        File.WriteAllText(foldline.At("data", "train.csv"), "image_id,class_id\n");
        var cases = new List<(string, JsonElement)>();
        foreach (var item in Oracle.Cases(Index))
        {
            var source = Path.Combine(Oracle.Folder, "imaging", "dicom", item.GetProperty("file").GetString()!);
            for (var copy = 0; copy < copies; copy++)
                File.Copy(source, foldline.At("data", "train", $"{(copy == 0 ? "" : $"{copy} ")}{Path.GetFileName(source)}"));
            cases.Add((Path.GetFileNameWithoutExtension(source), item));
        }

        return cases;
    }

    private static string[] Words(string output, params string[] more) => ["prepare", Recipe, "--data", "data", "--out", output, .. more];

    private ProcessResult Prepare(string output, params string[] more) => foldline.Run(Words(output, more));

    private string[][] Rows(string output, string table) => [.. File.ReadLines(foldline.At(output, table)).Skip(1).Select(line => line.Split(','))];

    private string[] Contents(string output) =>
        [.. Paths(output).Select(path => $"{Path.GetRelativePath(foldline.At(output), path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")];

    private DateTime[] Times(string output) => [.. Paths(output).Where(path => path.EndsWith(".png", StringComparison.Ordinal)).Select(File.GetLastWriteTimeUtc)];

    private IEnumerable<string> Paths(string output) => Directory.EnumerateFiles(foldline.At(output), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    // A line at each quarter.
    private static void WaitForAQuarter(Process process) =>
        FoldlineProcess.WaitForLines(process.StandardError, line => line.StartsWith("prepare ", StringComparison.Ordinal), 1);
}
