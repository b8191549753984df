using System.Diagnostics;

namespace Foldline.Tests.EndToEnd;

/// <summary>A kill changes no byte of what a run ends with.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class ReproducibilityTests(TrainedSample sample)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public void KilledTwiceAndResumed_EndsWithTheSameBytes()
    {
        // Wherever the kill falls after the marks, the end must be the same; the pauses make the place vary.
        KillAfter("fold0/checkpoints/last.safetensors", TrainedSample.Words("run", "killed"));
        KillAfter("fold1/checkpoints/last.safetensors", TrainedSample.Words("run", "killed", "--resume"));

        var result = sample.Foldline.Run(TrainedSample.Words("run", "killed", "--resume"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        sample.AssertSameBytes("killed");
    }

    private void KillAfter(string mark, string[] words)
    {
        using var process = sample.Foldline.Start(words);
        WaitFor("killed", mark, process);
        Thread.Sleep(Random.Shared.Next(200));
        process.Kill();
        process.WaitForExit();
    }

    private void WaitFor(string output, string mark, Process process)
    {
        var parent = sample.Foldline.At(output, "vinbigdata");
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !process.HasExited; Thread.Sleep(5))
        {
            if (Directory.Exists(parent) && Directory.GetDirectories(parent).Any(folder => File.Exists(Path.Combine(folder, mark))))
                return;
        }

        var result = FoldlineProcess.Finish(process);
        Assert.Fail($"'{mark}' did not come up. The process ended with {result.ExitCode} and wrote:\n{result.Output}\n{result.Error}");
    }
}
