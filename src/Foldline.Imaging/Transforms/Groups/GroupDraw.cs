namespace Foldline.Imaging;

/// <summary>The members of a group that were chosen so far, each drawn for the size that those before it leave.</summary>
public sealed class GroupDraw
{
    private readonly TransformGroup group;
    private readonly List<AppliedTransform> steps = [];
    private ImageSize size;

    internal GroupDraw(TransformGroup group, ImageSize size) => (this.group, this.size) = (group, size);

    /// <summary>What was chosen so far.</summary>
    public IReadOnlyList<AppliedTransform> Steps => steps;

    /// <summary>Chooses a member, whatever its own probability, and draws its parameters.</summary>
    /// <param name="position">Place of the member in the group.</param>
    /// <param name="random">The stream of the group.</param>
    public void Take(int position, ref CounterRandom random)
    {
        var member = group.Members[position];
        var parameters = member.Draw(ref random, size);
        size = member.SizeAfter(parameters, size);
        steps.Add(new AppliedTransform(position, member.Name, parameters));
    }
}
