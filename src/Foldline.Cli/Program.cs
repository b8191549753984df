namespace Foldline.Cli;

/// <summary>The command line's entry point.</summary>
public static class Program
{
    /// <summary>Runs one command and returns its exit code.</summary>
    public static int Main(string[] args)
    {
        using var interruption = new Interruption(Console.Error);
        return new CommandLine(Terminal.OfProcess()).Run(args, interruption.Token);
    }
}
