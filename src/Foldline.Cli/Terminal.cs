using Spectre.Console;

namespace Foldline.Cli;

/// <summary>Where a command writes: results to the output, errors and notes to the error stream.</summary>
internal sealed class Terminal
{
    private const int WidthOfFiles = 120;

    /// <summary>A terminal over two writers, without colours unless it is interactive.</summary>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives errors and notes.</param>
    /// <param name="isInteractive">Whether someone watches: live progress and colours are of use.</param>
    public Terminal(TextWriter output, TextWriter error, bool isInteractive = false)
    {
        IsInteractive = isInteractive;
        Output = MakeConsole(output, isInteractive);
        Error = MakeConsole(error, isInteractive);
    }

    /// <summary>Results: tables, JSON, progress.</summary>
    public IAnsiConsole Output { get; }

    /// <summary>Errors and notes.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Whether someone watches: the output is a terminal and not a build server's log.</summary>
    public bool IsInteractive { get; }

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess()
    {
        var isServer = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        return new Terminal(Console.Out, Console.Error, !isServer && !Console.IsOutputRedirected && !Console.IsErrorRedirected);
    }

    /// <summary>Writes a line of plain text to the output, never wrapped and never read as markup.</summary>
    /// <param name="line">The text.</param>
    public void WriteLine(string line = "") => Output.Profile.Out.Writer.WriteLine(line);

    /// <summary>Writes a line of plain text to the error stream.</summary>
    /// <param name="line">The text.</param>
    public void WriteErrorLine(string line) => Error.Profile.Out.Writer.WriteLine(line);

    private static IAnsiConsole MakeConsole(TextWriter writer, bool isInteractive)
    {
        // Spectre.Console itself looks at NO_COLOR when the colour system is detected.
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isInteractive)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
