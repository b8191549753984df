namespace Foldline.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Foldline or the machine is at fault.</summary>
    public const int Failure = 1;

    /// <summary>The input, the recipe or the command line is at fault.</summary>
    public const int UserError = 2;

    /// <summary>Interrupted, with the state saved.</summary>
    public const int Interrupted = 130;
}
