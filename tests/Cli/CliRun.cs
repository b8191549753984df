using Foldline.Cli;

namespace Foldline.Tests.Cli;

/// <summary>A command line that ran inside the test process.</summary>
/// <param name="ExitCode">What the process would have returned.</param>
/// <param name="Output">Text on standard output.</param>
/// <param name="Error">Text on standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line and captures what it writes.</summary>
    public static CliRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = new CommandLine(new Terminal(output, error)).Run(arguments);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}
