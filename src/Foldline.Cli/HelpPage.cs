using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Foldline.Cli;

/// <summary>The usual help page with the command's examples at its end.</summary>
internal sealed class HelpPage(HelpAction page) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        page.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in Examples(parseResult.CommandResult.Command))
            output.WriteLine($"  {example}");
        return ExitCode.Success;
    }

    private static IReadOnlyList<string> Examples(Command command) =>
        command is CliCommand { Examples: var examples } ? examples : ["./foldline demo", "./foldline run --help"];
}
