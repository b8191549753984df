using System.Collections.Immutable;

namespace Foldline.Pipelines.Yaml;

/// <summary>A list of values.</summary>
/// <param name="Items">The values in order.</param>
/// <param name="Mark">Where the list was written.</param>
public sealed record ListNode(ImmutableArray<Node> Items, SourceMark Mark) : Node(Mark)
{
    /// <summary>A list that was built in code.</summary>
    /// <param name="items">The values in order.</param>
    public ListNode(params IEnumerable<Node> items)
        : this([.. items], SourceMark.Code)
    {
    }

    /// <inheritdoc/>
    public override string Description => $"a list of {Items.Length}";

    /// <inheritdoc/>
    public bool Equals(ListNode? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
}
