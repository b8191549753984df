using System.CommandLine;

namespace Foldline.Cli;

/// <summary>One command: its options, its help with examples, and what it does.</summary>
internal abstract class CliCommand : Command
{
    /// <summary>A command without options; derived classes add theirs.</summary>
    /// <param name="name">Word on the command line.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="examples">Whole command lines for the help page.</param>
    protected CliCommand(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Whole command lines for the help page.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Runs the command.</summary>
    /// <param name="context">Arguments, terminal and cancellation.</param>
    /// <returns>The exit code.</returns>
    public abstract int Run(CommandContext context);
}
