using System.Text.Json;

namespace Foldline.Pipelines.Runs;

/// <summary>The file <c>status.json</c> of a run.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Stage">Stage that it is in or ended in.</param>
/// <param name="Updated">When the file was written.</param>
/// <param name="Error">Message of the error; null without one.</param>
public sealed record RunStatus(RunState State, string Stage, DateTimeOffset Updated, string? Error = null)
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>The status; null when there is none or it is damaged.</returns>
    public static RunStatus? Load(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return new RunStatus(
                Enum.Parse<RunState>(root.GetProperty("state").GetString()!, ignoreCase: true),
                root.GetProperty("stage").GetString()!,
                root.GetProperty("updated").GetDateTimeOffset(),
                root.TryGetProperty("error", out var error) ? error.GetString() : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, json =>
    {
        json.WriteString("state", State.ToString().ToLowerInvariant());
        json.WriteString("stage", Stage);
        json.WriteString("updated", Updated);
        if (Error is not null)
            json.WriteString("error", Error);
    });
}
