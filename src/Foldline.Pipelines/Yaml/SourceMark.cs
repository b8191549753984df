namespace Foldline.Pipelines.Yaml;

/// <summary>Where a value was written: a file with line and column, or an argument of the command line.</summary>
/// <param name="Source">File path, or a word such as <c>command line</c>.</param>
/// <param name="Line">Line from 1, or 0 when the source has no lines.</param>
/// <param name="Column">Column from 1, or 0 when the source has no lines.</param>
public readonly record struct SourceMark(string Source, int Line, int Column)
{
    /// <summary>The mark of values that come from nowhere: defaults and records built in code.</summary>
    public static SourceMark Code { get; } = new("(code)", 0, 0);

    /// <summary>The mark of an override on the command line.</summary>
    /// <param name="argument">The argument as it was typed.</param>
    public static SourceMark CommandLine(string argument) => new($"command line '{argument}'", 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
