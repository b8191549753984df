using System.Diagnostics;
using System.Security.Cryptography;

namespace Foldline.Tests.EndToEnd;

/// <summary>
/// A sample data set and one uninterrupted run on it, made once for all tests of the collection by the real command line:
/// 45 training images, two folds of three epochs with three batches each, a checkpoint every second batch.
/// </summary>
public sealed class TrainedSample : IDisposable
{
    private static readonly string[] Small =
    [
        "folds.stratified.count=2", "train.epochs=3", "train.batch=8", "input.size=32", "model.name=mobilenetv2_035", "model.pretrained=false",
        "train.precision=fp32", "train.checkpoint=2 iterations", "train.measure=true", "loader.threads=2",
    ];

    /// <summary>Makes the data and trains.</summary>
    public TrainedSample()
    {
        Sampled = Foldline.Run("sample", "vinbigdata", "data", "--count", "60", "--size", "64");
        Trained = Foldline.Run(Words("run", "whole"));
    }

    /// <summary>Starts the processes.</summary>
    internal FoldlineProcess Foldline { get; } = new();

    /// <summary>What making the data set left.</summary>
    internal ProcessResult Sampled { get; }

    /// <summary>What the uninterrupted run left.</summary>
    internal ProcessResult Trained { get; }

    /// <summary>Folder of the uninterrupted run.</summary>
    internal string Run => RunIn("whole");

    /// <inheritdoc/>
    public void Dispose() => Foldline.Dispose();

    /// <summary>The command line of the small run.</summary>
    /// <param name="command"><c>run</c> or <c>train</c>.</param>
    /// <param name="output">Folder for runs, new for each test.</param>
    /// <param name="more">Further words; a later override wins.</param>
    internal static string[] Words(string command, string output, params string[] more) => WordsOn("data", command, output, more);

    /// <summary>The command line of the small run on other data.</summary>
    /// <param name="data">Data folder.</param>
    /// <inheritdoc cref="Words"/>
    internal static string[] WordsOn(string data, string command, string output, params string[] more) =>
        [command, Repository.At("recipes", "vinbigdata.yaml"), "--data", data, "--out", output, .. Small, .. more];

    /// <summary>The only run below an output folder.</summary>
    internal string RunIn(string output) =>
        Directory.GetDirectories(Foldline.At(output, "vinbigdata")).Single(folder => File.Exists(Path.Combine(folder, "recipe.yaml")));

    /// <summary>Waits until a run has shown rows of its log; a checkpoint of the fold has been written by then.</summary>
    /// <param name="process">The run.</param>
    /// <param name="rows">Number of rows, each of an epoch.</param>
    internal static void WaitForEpochs(Process process, int rows) =>
        FoldlineProcess.WaitForLines(process.StandardOutput, line => line.TrimStart() is [>= '0' and <= '9', ..], rows);

    /// <summary>A copy of the data set, to be broken.</summary>
    /// <param name="name">Folder of the copy.</param>
    internal void CopyData(string name)
    {
        foreach (var file in Directory.EnumerateFiles(Foldline.At("data"), "*", SearchOption.AllDirectories))
        {
            var copy = Foldline.At(name, Path.GetRelativePath(Foldline.At("data"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Compares a finished run with the uninterrupted one: final checkpoints, logs and submission, byte by byte.</summary>
    internal void AssertSameBytes(string output)
    {
        var other = RunIn(output);
        foreach (var name in (string[])["submission.csv", "oof.parquet", "fold0/log.csv", "fold1/log.csv", "fold0/checkpoints/last.safetensors", "fold1/checkpoints/last.safetensors"])
            Assert.Equal((name, Digest(Path.Combine(Run, name))), (name, Digest(Path.Combine(other, name))));
    }

    private static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
