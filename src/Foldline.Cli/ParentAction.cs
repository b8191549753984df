using System.CommandLine;
using System.CommandLine.Invocation;

namespace Foldline.Cli;

/// <summary>
/// Marks a command that has commands of its own and does something without them too; the parser would otherwise ask for one of them. It is
/// never invoked: the command line runs the command itself.
/// </summary>
internal sealed class ParentAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult) => throw new InvalidOperationException("A command is run by the command line.");
}
