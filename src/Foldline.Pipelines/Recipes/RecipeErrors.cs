using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>The errors of recipes; each says where, which key, what was found, what was expected and the nearest valid key.</summary>
internal static class RecipeErrors
{
    /// <summary>FL6004: a key that does not exist.</summary>
    public static FoldlineException UnknownKey(SourceMark mark, string path, IReadOnlyCollection<string> known)
    {
        var key = path[(path.LastIndexOf('.') + 1)..];
        return Error(
            "FL6004",
            mark,
            path,
            $"the key '{path}' does not exist.{NearestName.Hint(key, known)}",
            ("found", key),
            ("expected", string.Join(", ", known)),
            ("nearest", NearestName.Find(key, known) ?? ""));
    }

    /// <summary>FL6005: a value of the wrong kind or out of range.</summary>
    public static FoldlineException WrongValue(Node node, string path, string expected) => Error(
        "FL6005",
        node.Mark,
        path,
        $"'{path}' is {node.Description}; expected is {expected}.",
        ("found", node.Description),
        ("expected", expected));

    /// <summary>FL6005 for one of several words, with the nearest.</summary>
    public static FoldlineException WrongWord(Node node, string path, IReadOnlyCollection<string> words)
    {
        var found = node is ScalarNode scalar ? scalar.Text : node.Description;
        var nearest = NearestName.Find(found, words);
        return Error(
            "FL6005",
            node.Mark,
            path,
            $"'{path}' is {node.Description}; expected is one of {string.Join(", ", words)}.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}",
            ("found", found),
            ("expected", string.Join(", ", words)),
            ("nearest", nearest ?? ""));
    }

    /// <summary>FL6006: a key that must be given is missing.</summary>
    public static FoldlineException Missing(SourceMark mark, string path, string expected) => Error(
        "FL6006",
        mark,
        path,
        $"the key '{path}' is missing; expected is {expected}.",
        ("expected", expected));

    /// <summary>Any error about a place in a recipe.</summary>
    public static FoldlineException Error(string code, SourceMark mark, string path, string message, params ReadOnlySpan<(string, string)> facts) => FoldlineException.User(
        code,
        $"{mark}: {message}",
        null,
        [("file", mark.Source), ("line", $"{mark.Line}"), ("column", $"{mark.Column}"), ("key", path), .. facts]);
}
