namespace Foldline.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Path of the page in the repository.</param>
/// <param name="Line">Line of the opening fence, from 1.</param>
/// <param name="Language">Word after the fence; empty when there is none.</param>
/// <param name="Text">Content.</param>
internal sealed record Snippet(string Page, int Line, string Language, string Text)
{
    /// <summary>All blocks of the README and of docs/, in order.</summary>
    public static IEnumerable<Snippet> All() => Pages().SelectMany(Read);

    /// <summary>The pages: README.md and docs/*.md.</summary>
    public static IEnumerable<string> Pages() => Repository.Files("docs", ".md").Prepend(Repository.At("README.md"));

    /// <summary>The logical lines; a backslash at the end joins a line to the next.</summary>
    public IEnumerable<string> Lines() => Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Snippet> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.IndexOf(lines, "```", i + 1);
            if (end < 0)
                throw new FormatException($"{Repository.Relative(path)}, line {i + 1}: the block is not closed.");
            yield return new Snippet(Repository.Relative(path), i + 1, lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }
}
