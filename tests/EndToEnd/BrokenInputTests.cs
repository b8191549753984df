using System.IO.Compression;
using System.Text;
using Foldline.Tests.Imaging;

namespace Foldline.Tests.EndToEnd;

/// <summary>Broken data, recipes and weights: the documented error, exit code 2, the thing named, and no stack trace.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class BrokenInputTests(TrainedSample sample)
{
    private const string NormalReading = ",No finding,14,";

    // The name of the case is the data folder that it breaks.
    private readonly string image = Path.GetFileName(Directory.EnumerateFiles(sample.Foldline.At("data", "train")).Order(StringComparer.Ordinal).First());

    [Fact]
    public void TruncatedImage() => AssertRefused("truncated", "FL4302", image, () => File.WriteAllBytes(Image("truncated"), File.ReadAllBytes(Image("data"))[..200]));

    [Fact]
    public void HeaderThatClaimsTenGigapixels() => AssertRefused("bomb", "FL4302", image, () => File.WriteAllBytes(Image("bomb"), PngChunks.Claiming(100_000, 100_000)));

    [Fact]
    public void MissingImage() => AssertRefused("missing", "FL3001", image, () => File.Delete(Image("missing")));

    [Fact]
    public void WrongColumn() => AssertRefused("column", "FL4101", "class_id", () => EditReadings("column", text => text.Replace("class_id", "klass_id", StringComparison.Ordinal)));

    [Fact]
    public void MalformedCsv() => AssertRefused("malformed", "FL4104", "train.csv", () => EditReadings("malformed", text => text.Replace("\n", ",surplus\n", StringComparison.Ordinal).Replace(",y_max,surplus", ",y_max", StringComparison.Ordinal)));

    [Theory]
    [InlineData("label is nan", ",No finding,nan,")]
    [InlineData("label is missing", ",No finding,,")]
    public void LabelThatIsNone(string data, string reading)
    {
        var id = "";
        AssertRefused(data, "FL6022", () => id, () => EditReadings(data, text =>
        {
            var at = text.IndexOf(NormalReading, StringComparison.Ordinal);
            id = text[(text.LastIndexOf('\n', at) + 1)..at];
            return text.Remove(at, NormalReading.Length).Insert(at, reading);
        }));
    }

    [Fact]
    public void UnknownRecipeKey_IsNamedWithTheNearest()
    {
        var recipe = File.ReadAllText(Repository.At("recipes", "vinbigdata.yaml")).Replace("  epochs:", "  epoch:", StringComparison.Ordinal);
        File.WriteAllText(sample.Foldline.At("wrong.yaml"), recipe);

        var result = sample.Foldline.Run("run", "wrong.yaml", "--data", "data", "--out", "wrong");

        AssertError(result, "FL6004", "wrong.yaml");
        Assert.Contains("'epochs'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FL6009", "'epochs'", "train.epoch=3")]
    [InlineData("FL2201", "'resnet18'", "model.name=resnet19")]
    [InlineData("FL5402", "iteration", "train.optimizer.adam.lr=1e30")]
    public void WrongOverride(string code, string named, string change) =>
        AssertError(sample.Foldline.Run(TrainedSample.Words("run", "override", change)), code, named);

    [Fact]
    public void PickleThatCallsAFunction_RunsNothing()
    {
        var touched = sample.Foldline.At("touched");
        using (var archive = ZipFile.Open(sample.Foldline.At("call.pth"), ZipArchiveMode.Create))
        using (var pickle = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open())
            pickle.Write([0x80, 2, .. Encoding.ASCII.GetBytes($"cposix\nsystem\n(Vtouch '{touched}'\ntR.")]);

        AssertError(sample.Foldline.Run(TrainedSample.Words("run", "pickle", "model.pretrained=call.pth")), "FL2112", "call.pth");
        Assert.False(File.Exists(touched));
    }

    [Fact]
    public void SafeTensorsWithAnImpossibleHeader()
    {
        File.WriteAllBytes(sample.Foldline.At("header.safetensors"), [0, 0, 0, 0, 0, 0, 0, 16, (byte)'{', (byte)'}']);

        AssertError(sample.Foldline.Run(TrainedSample.Words("run", "header", "model.pretrained=header.safetensors")), "FL2101", "header.safetensors");
    }

    [Fact]
    public void FolderThatCannotBeWritten() => AssertError(sample.Foldline.Run(TrainedSample.Words("run", "/proc/foldline")), "FL1001", "/proc/foldline");

    private void AssertRefused(string data, string code, string named, Action spoil) => AssertRefused(data, code, () => named, spoil);

    private void AssertRefused(string data, string code, Func<string> named, Action spoil)
    {
        sample.CopyData(data);
        spoil();
        AssertError(sample.Foldline.Run(TrainedSample.WordsOn(data, "run", $"runs on {data}")), code, named());
    }

    private static void AssertError(ProcessResult result, string code, string named)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
    }

    private void EditReadings(string data, Func<string, string> edit)
    {
        var path = sample.Foldline.At(data, "train.csv");
        File.WriteAllText(path, edit(File.ReadAllText(path)));
    }

    private string Image(string data) => sample.Foldline.At(data, "train", image);
}
