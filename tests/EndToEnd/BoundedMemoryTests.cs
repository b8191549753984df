using System.Globalization;
using Foldline.Data.Arrays;

namespace Foldline.Tests.EndToEnd;

/// <summary>A set that is larger than the cache, and than the memory a run may take, is read in constant memory.</summary>
[Trait("kind", "e2e")]
public sealed class BoundedMemoryTests : IDisposable
{
    private const int Observations = 2400;
    private const long Megabyte = 1 << 20;

    private const string Recipe = """
        name: large
        tables: {train: train.csv}
        samples: SELECT id, image, target FROM train ORDER BY rowid
        input: {array: image, channels: 6, size: 32}
        target: {columns: [target]}
        folds: {k_fold: {count: 2, seed: 1}}
        model: {name: mobilenetv2_035}
        train: {epochs: 1, batch: 32, valid_batch: 32, folds: 0, precision: fp32}
        loader: {threads: 2, cache: 256MB}
        """;

    private readonly FoldlineProcess foldline = new();

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void TwoGigabytesOfArrays_AreReadWithinTheCacheAndAFixedRest()
    {
        var bytes = MakeData();
        Assert.True(bytes > 2_000_000_000, $"{bytes}");
        File.WriteAllText(foldline.At("large.yaml"), Recipe);

        // Every file is read once: half of them train, the others validate.
        using var process = foldline.Start("train", "large.yaml", "--data", ".", "--out", "out", "--quiet");
        var (result, peak) = FoldlineProcess.FinishMeasured(process);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        // Runtime, libtorch and network take some 300 MB, the two caches 256 MB each; the files hold 1,900 MB, decoded twice that.
        Assert.InRange(peak, 100 * Megabyte, 1200 * Megabyte);
    }

    /// <summary>One observation of noise under many names, so that the disk holds it once.</summary>
    private long MakeData()
    {
        var random = CounterRandom.For(1);
        var values = new Half[6 * 273 * 256];
        for (var i = 0; i < values.Length; i++)
            values[i] = (Half)random.NextDouble();
        using (var file = File.Create(foldline.At("first.npy")))
            NpyFile.Write(file, NumericArray.From<Half>(values, 6, 273, 256));

        var lines = new List<string> { "id,image,target" };
        for (var number = 0; number < Observations; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{number:0000}.npy");
            File.CreateSymbolicLink(foldline.At(name), foldline.At("first.npy"));
            lines.Add($"o{number},{name},{number % 2}");
        }

        File.WriteAllLines(foldline.At("train.csv"), lines);
        return Observations * new FileInfo(foldline.At("first.npy")).Length;
    }
}
