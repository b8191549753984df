using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>A measurement in a process of its own; its last line of output is a JSON object.</summary>
internal static class Child
{
    /// <summary>Runs ours.</summary>
    public static JsonObject Ours(string name, params IEnumerable<string> arguments) =>
        Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "Foldline.Bench.dll"), "ours", name, .. arguments]);

    /// <summary>Runs a peer: Debian's Python with its torch and OpenCV.</summary>
    public static JsonObject Peer(string script, params IEnumerable<string> arguments) =>
        Run("/usr/bin/python3", [Path.Combine(PeerFolder(), script), .. arguments]);

    private static JsonObject Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new ArgumentException($"{program} {string.Join(' ', start.ArgumentList)} ended with exit code {process.ExitCode}.");
        var result = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!.AsObject();
        result["wall_s"] = watch.Elapsed.TotalSeconds;
        return result;
    }

    private static string PeerFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var peers = Path.Combine(folder.FullName, "bench", "peers");
            if (Directory.Exists(peers))
                return peers;
        }

        throw new ArgumentException("The folder bench/peers was not found.");
    }
}
