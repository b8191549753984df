namespace Foldline.Tests.EndToEnd;

/// <summary>What a process left.</summary>
/// <param name="ExitCode">Its exit code; 128 + signal number when a signal ended it.</param>
/// <param name="Output">Text on standard output.</param>
/// <param name="Error">Text on standard error.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
