using System.Text.RegularExpressions;

namespace Foldline.Models.Weights.Downloads;

/// <summary>A repository on the Hugging Face hub.</summary>
/// <param name="Id">Organisation and name: <c>timm/resnet34d.ra2_in1k</c>.</param>
/// <param name="Revision">Branch, tag or commit.</param>
/// <param name="File">A file in it; null for the usual weights files.</param>
public sealed partial record RepositoryName(string Id, string Revision = "main", string? File = null)
{
    /// <summary>
    /// Reads <c>org/name</c>, <c>org/name@revision</c> or <c>org/name/file.safetensors</c>, with or without <c>hf-hub:</c> before it; null for anything else.
    /// </summary>
    /// <param name="text">What was written.</param>
    public static RepositoryName? TryParse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || text.Contains("..", StringComparison.Ordinal))
            return null;
        return new RepositoryName(
            match.Groups["id"].Value,
            match.Groups["revision"] is { Success: true } revision ? revision.Value : "main",
            match.Groups["file"] is { Success: true } file ? file.Value : null);
    }

    /// <inheritdoc/>
    public override string ToString() => File is null ? Id : $"{Id}/{File}";

    [GeneratedRegex(@"^(hf[-_]hub:)?(?<id>[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*?)(@(?<revision>[\w.-]+))?(/(?<file>[\w./-]+\.(safetensors|pth|pt|bin)))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
