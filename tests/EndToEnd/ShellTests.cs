using System.Text.Json;

namespace Foldline.Tests.EndToEnd;

/// <summary>The command line and the two scripts, as processes.</summary>
[Trait("kind", "e2e")]
public sealed class ShellTests : IDisposable
{
    private readonly FoldlineProcess foldline = new();

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void Help_GoesToTheOutputAndEndsWell()
    {
        var result = foldline.Run("--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownCommand_GoesToTheErrorStreamWithExitCode2()
    {
        var result = foldline.Run("tran");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error FL8001: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_AsJson_NamesTheEngineAndNothingElseOnTheOutput()
    {
        var result = foldline.Run("doctor", "--env", "--json");

        using var document = JsonDocument.Parse(result.Output);
        Assert.NotEqual("", document.RootElement.GetProperty("engine").GetProperty("libtorch").GetString());
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Script_StartsFromAnyFolderAndThroughALink()
    {
        File.CreateSymbolicLink(foldline.At("link to foldline"), Repository.At("foldline"));
        using var process = foldline.StartProgram(foldline.At("link to foldline"), "no-such-command");

        var result = FoldlineProcess.Finish(process);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("error FL8001: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_WithALibtorchThatIsNone_SaysSo()
    {
        using var process = foldline.StartProgram("env", $"FOLDLINE_LIBTORCH={foldline.Folder}", Repository.At("foldline"), "doctor");

        var result = FoldlineProcess.Finish(process);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("FOLDLINE_LIBTORCH", result.Error, StringComparison.Ordinal);
    }
}
