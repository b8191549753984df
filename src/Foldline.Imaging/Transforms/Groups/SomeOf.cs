using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Several members in the order they are drawn, each with a chance in proportion to its own probability.
/// Recipe: <c>some_of: {count: 2, transforms: [flip, transpose, {rotate: {limit: 20}}], replace: false, p: 0.5}</c>.
/// </summary>
/// <param name="members">The members, at least one with a probability above 0.</param>
/// <param name="count">Number of draws, at least 1; without <see cref="Replace"/> at most the members with a probability above 0.</param>
public sealed class SomeOf(ImmutableArray<Transform> members, int count) : TransformGroup(members)
{
    private readonly MemberChoice choice = new(members);

    /// <inheritdoc/>
    public override string Name => "some_of";

    /// <summary>Whether a member may be drawn again.</summary>
    public bool Replace { get; init; } = true;

    /// <inheritdoc/>
    protected override void Draw(ref CounterRandom random, GroupDraw steps)
    {
        var drawn = new HashSet<int>();
        for (var i = 0; i < count && (Replace || drawn.Count < choice.Possible); i++)
        {
            var position = choice.Draw(ref random, Replace ? ImmutableHashSet<int>.Empty : drawn);
            drawn.Add(position);
            steps.Take(position, ref random);
        }
    }
}
