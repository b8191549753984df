using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Doctor;

/// <summary>All findings, the gravest first. Immutable.</summary>
public sealed class Diagnosis
{
    /// <summary>Nothing was found.</summary>
    public static Diagnosis Empty { get; } = new([]);

    /// <summary>Puts findings in order.</summary>
    /// <param name="findings">Findings; those of one severity keep their order.</param>
    public Diagnosis(IEnumerable<Finding> findings) => Findings = [.. findings.OrderByDescending(finding => finding.Severity)];

    /// <summary>The findings, the gravest first.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Whether there is an error among them.</summary>
    public bool HasErrors => Count(Severity.Error) > 0;

    /// <summary>How many findings are of a severity.</summary>
    /// <param name="severity">The severity.</param>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>These findings and more.</summary>
    /// <param name="more">Findings to add; those that are there already are left out.</param>
    public Diagnosis With(IEnumerable<Finding> more) => new([.. Findings.Concat(more).Distinct()]);

    /// <summary>Such as <c>2 errors, 1 warning, 0 notes</c>.</summary>
    public override string ToString() => string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Note }.Select(severity =>
        $"{Count(severity)} {severity.ToString().ToLowerInvariant()}{(Count(severity) == 1 ? "" : "s")}"));

    /// <summary>Writes the findings as JSON.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, json =>
    {
        json.WriteStartArray("findings");
        foreach (var finding in Findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("text", finding.Text);
            json.WriteString("remedy", finding.Remedy);
            json.WriteStartArray("evidence");
            foreach (var line in finding.Evidence)
                json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>Nothing found when there is no such file or it is damaged.</returns>
    public static Diagnosis Load(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new Diagnosis([.. json.RootElement.GetProperty("findings").EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            return Empty;
        }
    }

    private static Finding Read(JsonElement finding) => new(
        finding.GetProperty("check").GetString()!,
        Enum.Parse<Severity>(finding.GetProperty("severity").GetString()!, ignoreCase: true),
        finding.GetProperty("text").GetString()!,
        finding.GetProperty("remedy").GetString()!)
    {
        Evidence = [.. finding.GetProperty("evidence").EnumerateArray().Select(line => line.GetString()!)],
    };
}
