using System.Globalization;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli.Progress;

/// <summary>The last lines of a run: where everything is and how good it is.</summary>
internal static class ResultSummary
{
    /// <summary>Writes the lines to the output.</summary>
    /// <param name="terminal">Receives them.</param>
    /// <param name="result">What the run came to.</param>
    public static void Write(Terminal terminal, RunResult result)
    {
        terminal.WriteLine(result.Folder);
        if (result.Metrics is { } metrics)
        {
            var values = metrics.Names.Zip(metrics.OutOfFold, (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0000}"));
            terminal.WriteLine($"  {string.Join(", ", values)} over {metrics.Samples} out-of-fold predictions");
            var plain = metrics.Names.Zip(metrics.Plain, (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0000}")).ToList();
            if (plain.Count > 0)
                terminal.WriteLine($"  {string.Join(", ", plain)} without test-time augmentation");
        }

        if (result.SubmissionRows > 0)
            terminal.WriteLine($"  submission.csv: {result.SubmissionRows} rows");
        if (File.Exists(Path.Combine(result.Folder, "report.html")))
            terminal.WriteLine("  report.html");
    }
}
