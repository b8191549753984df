namespace Foldline.Tests.EndToEnd;

/// <summary>A kill changes no byte of what a run ends with.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class ReproducibilityTests(TrainedSample sample)
{
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
        sample.WaitFor("killed", mark, process);
        Thread.Sleep(Random.Shared.Next(200));
        process.Kill();
        process.WaitForExit();
    }
}
