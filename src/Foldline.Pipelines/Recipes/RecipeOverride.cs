using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>
/// A change to a recipe on the command line: <c>train.epochs=3</c> sets a key, <c>+tables.extra=extra.csv</c> adds one that is not there,
/// <c>~train.schedule</c> removes one. Elements of lists are addressed by number (<c>augment.0.horizontal_flip.p=0.3</c>); values are YAML.
/// </summary>
public sealed record RecipeOverride
{
    private RecipeOverride(string argument, RecipeOverrideKind kind, IReadOnlyList<string> path, Node value)
    {
        Argument = argument;
        Kind = kind;
        Path = path;
        Value = value;
    }

    /// <summary>The argument as it was typed.</summary>
    public string Argument { get; }

    /// <summary>Set, add or remove.</summary>
    public RecipeOverrideKind Kind { get; }

    /// <summary>Keys and list positions from the top.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The value to set or add; null when removing.</summary>
    public Node Value { get; }

    /// <summary>Where the override was written.</summary>
    internal SourceMark Mark => SourceMark.CommandLine(Argument);

    /// <summary>Whether an argument has the form of an override: <c>a.b=c</c>, <c>+a=b</c> or <c>~a</c>.</summary>
    /// <param name="argument">An argument of the command line.</param>
    public static bool IsOverride(string argument) =>
        argument.Length > 1 && argument[0] != '-' && (argument[0] == '~' || argument.IndexOf('=') > 0);

    /// <summary>Reads an override.</summary>
    /// <param name="argument">An argument of the command line.</param>
    /// <exception cref="FoldlineException">FL6010: not an override, or its value is not valid YAML.</exception>
    public static RecipeOverride Parse(string argument)
    {
        var kind = argument.StartsWith('+') ? RecipeOverrideKind.Add : argument.StartsWith('~') ? RecipeOverrideKind.Remove : RecipeOverrideKind.Set;
        var body = kind == RecipeOverrideKind.Set ? argument : argument[1..];
        var equals = body.IndexOf('=');
        var path = (equals < 0 ? body : body[..equals]).Split('.');
        if (path.Any(string.IsNullOrWhiteSpace) || path.Length > NodeReader.MaxDepth || (equals < 0) != (kind == RecipeOverrideKind.Remove))
            throw Malformed(argument, "it has not the form key.path=value, +key.path=value or ~key.path", null);
        try
        {
            var mark = SourceMark.CommandLine(argument);
            return new RecipeOverride(argument, kind, path, equals < 0 ? new ScalarNode(null, mark) : NodeReader.ReadValue(body[(equals + 1)..], mark));
        }
        catch (FoldlineException e)
        {
            throw Malformed(argument, $"its value is not valid YAML ({e.Message})", e);
        }
    }

    /// <summary>Applies the override.</summary>
    /// <param name="recipe">The document to change.</param>
    /// <returns>The changed document.</returns>
    /// <exception cref="FoldlineException">FL6009: the path does not exist (or, for adding, exists already); the message names the nearest key.</exception>
    public Node Apply(Node recipe) => new RecipeOverrideWalk(this).Apply(recipe);

    private static FoldlineException Malformed(string argument, string cause, Exception? inner) => FoldlineException.User(
        "FL6010",
        $"The override '{argument}' cannot be read: {cause}. Put it in quotes when the value has blanks or brackets.",
        inner,
        ("argument", argument));
}
