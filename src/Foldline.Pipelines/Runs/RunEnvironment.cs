using System.Reflection;
using System.Runtime.InteropServices;
using Foldline.Data;

namespace Foldline.Pipelines.Runs;

/// <summary>What a run was made with: versions, machine, threads. Written to <c>environment.json</c> and shown in the report.</summary>
/// <param name="Facts">Name and value of each fact, in order.</param>
public sealed record RunEnvironment(IReadOnlyList<(string Name, string Value)> Facts)
{
    /// <summary>Version of Foldline.</summary>
    public static string Version { get; } =
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Collects the facts of this process.</summary>
    /// <param name="engine">What the tensor engine says about itself: version, device, threads.</param>
    public static RunEnvironment Collect(IEnumerable<(string Name, string Value)> engine) => new(
    [
        ("foldline", Version),
        ("runtime", RuntimeInformation.FrameworkDescription),
        ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}".ToLowerInvariant()),
        ("processors", $"{Environment.ProcessorCount}"),
        ("processor", ProcessorName()),
        ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20)} MiB"),
        ("duckdb", DuckDatabase.LibraryVersion),
        .. engine,
    ]);

    /// <summary>Writes the file.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, json =>
    {
        foreach (var (name, value) in Facts)
            json.WriteString(name, value);
    });

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file))
            return "unknown";
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "unknown";
    }
}
