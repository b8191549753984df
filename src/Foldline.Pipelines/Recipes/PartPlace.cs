using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Where a part was written in a recipe.</summary>
/// <param name="Mark">File, line and column.</param>
/// <param name="Path">Key path, such as <c>augment.0</c>.</param>
internal readonly record struct PartPlace(SourceMark Mark, string Path)
{
    /// <summary>The same error with the place in front of its message and among its facts.</summary>
    /// <param name="error">An error about the part or its arguments.</param>
    public FoldlineException Locate(FoldlineException error)
    {
        var facts = error.Facts
            .SetItem("file", Mark.Source)
            .SetItem("line", $"{Mark.Line}")
            .SetItem("column", $"{Mark.Column}")
            .SetItem("path", Path);
        return FoldlineException.User(error.Code, $"{Mark}: '{Path}': {error.Message}", error, [.. facts.Select(fact => (fact.Key, fact.Value))]);
    }
}
