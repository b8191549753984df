using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Members in order, each with its own probability; for chains within other groups.
/// Recipe: <c>sequential: {transforms: [transpose, {resize: {height: 64, width: 64}}]}</c>.
/// </summary>
/// <param name="members">The members in order, at least one.</param>
public sealed class TransformSequence(ImmutableArray<Transform> members) : TransformGroup(members)
{
    /// <inheritdoc/>
    public override string Name => "sequential";

    /// <inheritdoc/>
    protected override void Draw(ref CounterRandom random, GroupDraw steps)
    {
        for (var i = 0; i < Members.Length; i++)
        {
            if (random.NextBool(Members[i].Probability))
                steps.Take(i, ref random);
        }
    }
}
