using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Foldline.Cli.Commands;

namespace Foldline.Cli;

/// <summary>Parses a command line, runs its command and turns what goes wrong into a message and an exit code.</summary>
/// <param name="terminal">Receives results and errors.</param>
internal sealed class CommandLine(Terminal terminal)
{
    // A file of arguments (@file) would clash with values that start with '@'.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>All commands.</summary>
    public RootCommand Root { get; } = MakeRoot();

    /// <summary>Parses arguments without running anything.</summary>
    /// <param name="arguments">Words of the command line.</param>
    /// <exception cref="FoldlineException">FL8001 to FL8003: a word is not understood or missing.</exception>
    public ParseResult Parse(IReadOnlyList<string> arguments)
    {
        var result = Root.Parse(arguments.Count == 0 ? ["--help"] : arguments, Parsing);
        SyntaxErrors.ThrowIfAny(result);
        return result;
    }

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="arguments">Words of the command line.</param>
    /// <param name="cancellation">Cancelled by Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        try
        {
            var result = Parse(arguments);
            return result.CommandResult.Command is CliCommand command && result.Action is null
                ? command.Run(new CommandContext(result, terminal, cancellation))
                : result.Invoke(new InvocationConfiguration
                {
                    Output = terminal.Output.Profile.Out.Writer,
                    Error = terminal.Error.Profile.Out.Writer,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (FoldlineException e)
        {
            return Report(e, $"error {e.Code}: {e.Message}", arguments, e.IsUserError ? ExitCode.UserError : ExitCode.Failure);
        }
        catch (Exception e)
        {
            // The process edge: whatever was not foreseen ends here, as a message.
            return Report(e, $"error: {e.GetType().Name}: {e.Message} This is a fault of Foldline; run with --verbose to see where.", arguments, ExitCode.Failure);
        }
    }

    private int Report(Exception exception, string message, IReadOnlyList<string> arguments, int exitCode)
    {
        terminal.WriteErrorLine(message);
        // Asked of the words themselves, since the error may be that they cannot be parsed.
        if (arguments.Any(word => word is "--verbose" or "-v"))
            terminal.WriteErrorLine(exception.ToString());
        return exitCode;
    }

    private static RootCommand MakeRoot()
    {
        var root = new RootCommand("Trains image models from a recipe: samples, folds, training, predictions, submission, report.")
        {
            CommonOptions.Verbose,
            CommonOptions.Quiet,
            new DemoCommand(),
            new RunCommand(),
            new TrainCommand(),
            new PredictCommand(),
            new SubmitCommand(),
            new FilterCommand(),
            new PrepareCommand(),
            new PreviewCommand(),
            new SampleCommand(),
            new ScheduleCommand(),
            new ModelCommand(),
            new ModelsCommand(),
            new WeightsCommand(),
            new DoctorCommand(),
        };
        root.Directives.Clear();
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage((HelpAction)help.Action!);
        return root;
    }
}
