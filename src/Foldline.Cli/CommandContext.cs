using System.CommandLine;

namespace Foldline.Cli;

/// <summary>What a command has to work with.</summary>
/// <param name="Arguments">The parsed command line.</param>
/// <param name="Terminal">Where to write.</param>
/// <param name="Cancellation">Cancelled by Ctrl+C.</param>
internal sealed record CommandContext(ParseResult Arguments, Terminal Terminal, CancellationToken Cancellation)
{
    /// <summary>Whether details are wanted.</summary>
    public bool IsVerbose => Arguments.GetValue(CommonOptions.Verbose);

    /// <summary>Whether only results and errors are wanted.</summary>
    public bool IsQuiet => Arguments.GetValue(CommonOptions.Quiet);
}
