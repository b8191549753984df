using System.Diagnostics;

namespace Foldline.Tests.EndToEnd;

/// <summary>What stops a run, or spoils what it left, costs nothing that was computed: resumed, it ends with the same bytes.</summary>
[Trait("kind", "e2e")]
[Collection(TrainedSampleTests.Name)]
public sealed class InterruptionTests(TrainedSample sample)
{
    private const string Checkpoint = "fold0/checkpoints/last.safetensors";

    [Fact]
    public void CtrlC_SavesAndExitsWith130_AndTheRunGoesOn()
    {
        var result = Interrupt("stopped");

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("Stopping after this batch", result.Error, StringComparison.Ordinal);
        Assert.Contains("--resume", result.Error, StringComparison.Ordinal);
        AssertResumes("stopped");
    }

    [Fact]
    public void DamagedCheckpoint_IsNamed_AndTheOneBeforeIsUsed()
    {
        Interrupt("damaged");
        var newest = Path.Combine(sample.RunIn("damaged"), Checkpoint);
        var bytes = File.ReadAllBytes(newest);
        File.Copy(newest, Path.Combine(Path.GetDirectoryName(newest)!, "last-previous.safetensors"), overwrite: true);
        bytes[^100] ^= 1;
        File.WriteAllBytes(newest, bytes);

        var result = sample.Foldline.Run(TrainedSample.Words("run", "damaged", "--resume"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("last.safetensors' is damaged", result.Error, StringComparison.Ordinal);
        sample.AssertSameBytes("damaged");
    }

    [Fact]
    public void OnlyDamagedCheckpoints_EndTheRunWithTheirName()
    {
        Interrupt("ruined");
        foreach (var path in Directory.GetFiles(Path.Combine(sample.RunIn("ruined"), "fold0", "checkpoints"), "last*.safetensors"))
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);

        var result = sample.Foldline.Run(TrainedSample.Words("run", "ruined", "--resume"));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error FL5701: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DiskThatTakesNoMore_IsNamed_AndLosesNothing()
    {
        Interrupt("full");
        var newest = Path.Combine(sample.RunIn("full"), Checkpoint);
        var before = File.ReadAllBytes(newest);

        var result = RunWithFilesOfAtMost(kibibytes: 1024, TrainedSample.Words("run", "full", "--resume"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error FL1001: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("checkpoints", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(newest));
        Assert.Empty(Directory.GetFiles(sample.RunIn("full"), "*.tmp*", SearchOption.AllDirectories));
        AssertResumes("full");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void LoaderThreads_ChangeNoByte(int threads)
    {
        var output = $"with {threads} threads";

        var result = sample.Foldline.Run(TrainedSample.Words("run", output, $"loader.threads={threads}"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        sample.AssertSameBytes(output);
    }

    private void AssertResumes(string output)
    {
        var result = sample.Foldline.Run(TrainedSample.Words("run", output, "--resume"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        sample.AssertSameBytes(output);
    }

    // Ctrl+C once the first fold has a checkpoint. A background job of a shell ignores the signal, and so would its children.
    private ProcessResult Interrupt(string output)
    {
        using var process = sample.Foldline.StartProgram("env", ["--default-signal=INT", .. FoldlineProcess.CommandLine(TrainedSample.Words("run", output))]);
        TrainedSample.WaitForEpochs(process, 1);
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        return FoldlineProcess.Finish(process);
    }

    // A write beyond the limit fails as on a full disk, once the signal that tells of it is ignored. The runtime's own memory file needs more.
    private ProcessResult RunWithFilesOfAtMost(int kibibytes, string[] words)
    {
        using var process = sample.Foldline.StartProgram(
            "bash",
            ["-c", $"trap '' XFSZ; ulimit -f {kibibytes}; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"", "limited", .. FoldlineProcess.CommandLine(words)]);
        return FoldlineProcess.Finish(process);
    }
}
