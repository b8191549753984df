using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Members in order, each with its own probability, or with the rest of the probability none of them; those of <see cref="Always"/> are
/// applied in any case. Recipe: <c>compose: {p: 0.5, transforms: [flip, {to_float: {always_apply: true}}]}</c>. The probability is the
/// group's own (<see cref="Chance"/>), as a pipeline would leave out the members that are always applied.
/// </summary>
/// <param name="members">The members in order, at least one.</param>
public sealed class Compose(ImmutableArray<Transform> members) : TransformGroup(members)
{
    /// <inheritdoc/>
    public override string Name => "compose";

    /// <summary>Probability that the members get their chance, 0 to 1.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>Places of the members that are applied in any case.</summary>
    public ImmutableHashSet<int> Always { get; init; } = [];

    /// <inheritdoc/>
    protected override void Draw(ref CounterRandom random, GroupDraw steps)
    {
        var runs = random.NextBool(Chance);
        for (var i = 0; i < Members.Length; i++)
        {
            if (Always.Contains(i) || (runs && random.NextBool(Members[i].Probability)))
                steps.Take(i, ref random);
        }
    }
}
