using System.Collections.Immutable;

namespace Foldline;

/// <summary>
/// An explicit table of named parts of one kind (schedules, losses, transforms): name to the function that builds the part from
/// its arguments. Immutable; adding gives a new table.
/// </summary>
/// <typeparam name="T">What the parts build.</typeparam>
public sealed class PartTable<T>
{
    private readonly ImmutableSortedDictionary<string, Func<PartArguments, T>> factories;

    /// <summary>A table from its rows.</summary>
    /// <param name="kind">Word for messages, such as <c>schedule</c>.</param>
    /// <param name="rows">Name and factory of each part. Names are unique.</param>
    public PartTable(string kind, IEnumerable<KeyValuePair<string, Func<PartArguments, T>>> rows)
    {
        Kind = kind;
        factories = rows.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Word for messages, such as <c>schedule</c>.</summary>
    public string Kind { get; }

    /// <summary>All names in ordinal order.</summary>
    public IEnumerable<string> Names => factories.Keys;

    /// <summary>The same table with one more part; a part of that name is replaced.</summary>
    /// <param name="name">Name in recipes.</param>
    /// <param name="factory">Builds the part.</param>
    public PartTable<T> With(string name, Func<PartArguments, T> factory) => new(Kind, factories.SetItem(name, factory));

    /// <summary>Whether a part of that name exists.</summary>
    /// <param name="name">Name in recipes.</param>
    public bool Contains(string name) => factories.ContainsKey(name);

    /// <summary>Builds a part and refuses arguments that it did not ask for.</summary>
    /// <param name="name">Name in recipes.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="FoldlineException">FL1013: no such part; FL1010 to FL1012: its arguments are wrong.</exception>
    public T Create(string name, PartArguments arguments)
    {
        if (!factories.TryGetValue(name, out var factory))
        {
            throw FoldlineException.User(
                "FL1013",
                $"There is no {Kind} '{name}'.{(name == "none" ? " If none is wanted, write null." : NearestName.Hint(name, [.. factories.Keys]))}",
                null,
                ("kind", Kind),
                ("name", name),
                ("nearest", NearestName.Find(name, factories.Keys) ?? ""));
        }

        var part = factory(arguments);
        arguments.RejectUnknown();
        return part;
    }
}
