using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>Draws members of a group with chances in proportion to their probabilities.</summary>
internal sealed class MemberChoice
{
    private readonly ImmutableArray<Transform> members;

    /// <summary>Makes the choice.</summary>
    /// <exception cref="ArgumentException">No member has a probability above 0.</exception>
    public MemberChoice(ImmutableArray<Transform> members)
    {
        this.members = members;
        Possible = members.Count(member => member.Probability > 0);
        if (Possible == 0)
            throw new ArgumentException("At least one member has a probability above 0.", nameof(members));
    }

    /// <summary>Number of members with a probability above 0.</summary>
    public int Possible { get; }

    /// <summary>The place of a member that is not among those to leave out.</summary>
    public int Draw(ref CounterRandom random, IReadOnlySet<int> leaveOut)
    {
        var rest = random.NextDouble() * members.Where((_, i) => !leaveOut.Contains(i)).Sum(member => member.Probability);
        var last = -1;
        for (var i = 0; i < members.Length && rest >= 0; i++)
        {
            if (members[i].Probability == 0 || leaveOut.Contains(i))
                continue;
            last = i;
            rest -= members[i].Probability;
        }

        return last;
    }
}
