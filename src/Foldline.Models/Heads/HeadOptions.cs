using System.Collections.Immutable;
using Foldline.Torch.Nn;

namespace Foldline.Models.Heads;

/// <summary>
/// A classifier of the pooled features that replaces a network's own: linear layers with an activation in between, one such chain for all
/// classes or one for each group of classes. The trunk's weights keep their names.
/// </summary>
public sealed record HeadOptions
{
    /// <summary>Outputs of the hidden layers in order, each at least 1; none = the last layer alone.</summary>
    public ImmutableArray<int> Units { get; init; } = [];

    /// <summary>The function behind every hidden layer.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Relu;

    /// <summary>Probability of dropout behind every hidden layer while training, in [0, 1).</summary>
    public double DropRate { get; init; }

    /// <summary>The classes of each head, every class in exactly one; empty = one head for all.</summary>
    public ImmutableArray<ImmutableArray<int>> Groups { get; init; } = [];

    /// <summary>Groups of classes that follow one another.</summary>
    /// <param name="counts">Classes of each head.</param>
    public static ImmutableArray<ImmutableArray<int>> Consecutive(IEnumerable<int> counts)
    {
        var first = 0;
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (var count in counts)
        {
            groups.Add([.. Enumerable.Range(first, count)]);
            first += count;
        }

        return groups.ToImmutable();
    }

    /// <summary>Whether the groups give every class exactly once.</summary>
    /// <param name="classes">Number of classes.</param>
    public bool Covers(int classes) =>
        Groups.IsEmpty || (Groups.All(group => group.Length > 0) && Groups.SelectMany(group => group).Order().SequenceEqual(Enumerable.Range(0, classes)));

    /// <summary>Checks the groups against the network's classes.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="FoldlineException">FL2240: the groups do not give every class exactly once.</exception>
    internal void Check(int classes)
    {
        if (classes == 0 || Covers(classes))
            return;
        var sizes = string.Join(", ", Groups.Select(group => group.Length));
        throw FoldlineException.User(
            "FL2240",
            $"The heads are for groups of {sizes} classes, but the network has {classes}. Every class belongs to exactly one head.",
            null,
            ("found", sizes),
            ("expected", $"{classes}"));
    }

    /// <summary>Makes the layer, features [N, features] → logits [N, classes], with weights that are not set.</summary>
    /// <param name="features">Length of the pooled features.</param>
    /// <param name="classes">Number of classes, at least 1.</param>
    internal Layer Build(int features, int classes) => Groups.IsEmpty ? new DenseHead(features, classes, this) : new MultiHead(features, this);
}
