using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>A named part of a recipe with free arguments, such as <c>{horizontal_flip: {p: 0.5}}</c>.</summary>
/// <param name="Name">Name in the part's table.</param>
/// <param name="Arguments">Arguments as written; the part itself checks them.</param>
public sealed record PartSpec(string Name, MapNode Arguments)
{
    /// <summary>A part without arguments.</summary>
    /// <param name="name">Name in the part's table.</param>
    public PartSpec(string name)
        : this(name, new MapNode())
    {
    }

    /// <summary>A part with arguments that are given in code.</summary>
    /// <param name="name">Name in the part's table.</param>
    /// <param name="arguments">Key and value: null, bool, integer, number or text.</param>
    public PartSpec(string name, params IEnumerable<(string Key, object? Value)> arguments)
        : this(name, new MapNode(arguments.Select(argument => (argument.Key, (Node)new ScalarNode(Widen(argument.Value))))))
    {
    }

    /// <summary>Where the part was written; not part of its value.</summary>
    internal PartPlace Place { get; init; } = new(SourceMark.Code, "");

    /// <summary>The arguments for the part's factory.</summary>
    public PartArguments ToArguments() => new(Name, Arguments.Entries.Select(entry => KeyValuePair.Create(entry.Key, ToObject(entry.Value))));

    /// <summary>Builds the part from a table.</summary>
    /// <param name="table">Table of the parts of this kind.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013: unknown name, unknown or wrong argument; the message says where in the recipe.</exception>
    public T Build<T>(PartTable<T> table) => Build(arguments => table.Create(Name, arguments));

    /// <summary>Builds the part with a function of its own.</summary>
    /// <param name="build">Receives the arguments.</param>
    /// <exception cref="FoldlineException">FL1010 to FL1013, with the place in the recipe.</exception>
    public T Build<T>(Func<PartArguments, T> build)
    {
        try
        {
            return build(ToArguments());
        }
        catch (FoldlineException e) when (e.IsUserError)
        {
            throw Place.Locate(e);
        }
    }

    /// <inheritdoc/>
    public bool Equals(PartSpec? other) => other is not null && Name == other.Name && Arguments.Equals(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Arguments);

    private static object? Widen(object? value) => value switch
    {
        int number => (long)number,
        float number => (double)number,
        _ => value,
    };

    private static object? ToObject(Node node) => node switch
    {
        ScalarNode scalar => scalar.Value,
        ListNode list => list.Items.Select(ToObject).ToList(),
        MapNode map => map.Entries.Select(entry => KeyValuePair.Create(entry.Key, ToObject(entry.Value))).ToList(),
        _ => null,
    };
}
