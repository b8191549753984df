using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// One member, chosen with a chance in proportion to its own probability. Recipe: <c>one_of: {transforms: [flip, {rotate: {limit: 20, p: 1}}], p: 0.5}</c>.
/// </summary>
/// <param name="members">The members, at least one with a probability above 0.</param>
public sealed class OneOf(ImmutableArray<Transform> members) : TransformGroup(members)
{
    private readonly MemberChoice choice = new(members);

    /// <inheritdoc/>
    public override string Name => "one_of";

    /// <inheritdoc/>
    protected override void Draw(ref CounterRandom random, GroupDraw steps) => steps.Take(choice.Draw(ref random, ImmutableHashSet<int>.Empty), ref random);
}
