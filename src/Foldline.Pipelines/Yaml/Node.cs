namespace Foldline.Pipelines.Yaml;

/// <summary>
/// One value of a YAML document: a scalar, a list or a map. Immutable. Two nodes are equal when they hold the same values;
/// where they were written and how they were quoted does not count.
/// </summary>
/// <param name="Mark">Where the value was written.</param>
public abstract record Node(SourceMark Mark)
{
    /// <summary>A word for messages: <c>a list</c>, <c>a map</c>, or the scalar's value.</summary>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public virtual bool Equals(Node? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
