using System.Diagnostics;
using System.Globalization;

namespace Foldline.Tests.EndToEnd;

/// <summary>The real command line as a process of its own, in a temporary folder that goes when the test ends.</summary>
internal sealed class FoldlineProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("foldline test ");

    /// <summary>Working folder of the processes; its name holds a blank.</summary>
    public string Folder => folder.FullName;

    /// <summary>Full path of a file or folder below <see cref="Folder"/>.</summary>
    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">Words after <c>./foldline</c>.</param>
    /// <returns>Exit code and captured output.</returns>
    /// <exception cref="TimeoutException">The command ran for more than ten minutes; it is killed.</exception>
    public ProcessResult Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    /// <summary>Starts a command, for tests that interrupt it.</summary>
    /// <param name="arguments">Words after <c>./foldline</c>.</param>
    public Process Start(params string[] arguments) => StartProgram(CommandLine(arguments)[0], CommandLine(arguments)[1..]);

    /// <summary>Program and arguments that run a command.</summary>
    /// <param name="arguments">Words after <c>./foldline</c>.</param>
    public static string[] CommandLine(params string[] arguments) => ["dotnet", Program(), .. arguments];

    /// <summary>Starts any program in <see cref="Folder"/>.</summary>
    /// <param name="program">Path, or name on the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    public Process StartProgram(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["NO_COLOR"] = "1";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Reads what a process writes until some lines have come.</summary>
    /// <param name="output">Its output or error stream.</param>
    /// <param name="isAwaited">Which lines are meant.</param>
    /// <param name="count">How many of them.</param>
    /// <exception cref="TimeoutException">They did not come in ten minutes.</exception>
    public static void WaitForLines(StreamReader output, Predicate<string> isAwaited, int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (count > 0)
            {
                var line = output.ReadLineAsync(limit.Token).AsTask().GetAwaiter().GetResult();
                Assert.True(line is not null, $"The process ended {count} lines too early.");
                if (isAwaited(line))
                    count--;
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The process did not write {count} more lines in {Patience}.", e);
        }
    }

    /// <summary>Waits for a process as <see cref="Finish"/> does, and reads the largest resident memory it had.</summary>
    /// <param name="process">A process of <see cref="Start"/>.</param>
    /// <returns>What it wrote; bytes. The kernel keeps the largest size as long as the process lives, so looking now and then is enough.</returns>
    public static (ProcessResult Result, long PeakBytes) FinishMeasured(Process process)
    {
        var finish = Task.Run(() => Finish(process));
        var peak = 0L;
        while (!finish.Wait(Glance))
            peak = Math.Max(peak, PeakBytes(process.Id));
        return (finish.Result, peak);
    }

    /// <summary>Waits for a process and captures what it wrote.</summary>
    /// <param name="process">A process of <see cref="Start"/>.</param>
    /// <exception cref="TimeoutException">The process ran for more than ten minutes; it is killed.</exception>
    public static ProcessResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The command did not end in ten minutes. It wrote:\n{output.Result}\n{error.Result}");
        }

        return new ProcessResult(process.ExitCode, output.Result, error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    // The command line of the same build as this test program.
    private static string Program()
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Repository.At("artifacts", "bin", "Foldline.Cli", configuration, "Foldline.Cli.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException("The command line is not built.", program);
    }

    private static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0; // The process ended meanwhile.
        }
    }
}
