namespace Foldline.Tests.EndToEnd;

/// <summary>A kill changes no byte of what a run ends with.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class ReproducibilityTests(TrainedSample sample)
{
    [Fact]
    public void KilledTwiceAndResumed_EndsWithTheSameBytes()
    {
        // In the first epoch or after, then in the second fold: three epochs a fold, of which the first may be shown again.
        KillAfterEpochs(1, TrainedSample.Words("run", "killed"));
        KillAfterEpochs(4, TrainedSample.Words("run", "killed", "--resume"));

        var result = sample.Foldline.Run(TrainedSample.Words("run", "killed", "--resume"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        sample.AssertSameBytes("killed");
    }

    private void KillAfterEpochs(int epochs, string[] words)
    {
        using var process = sample.Foldline.Start(words);
        TrainedSample.WaitForEpochs(process, epochs);
        process.Kill();
        process.WaitForExit();
    }
}
