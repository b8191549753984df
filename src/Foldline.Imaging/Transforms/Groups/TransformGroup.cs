using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>A transform made of others. Which members are applied, and with what parameters, is drawn before the first one is.</summary>
/// <param name="members">The members in order, at least one.</param>
public abstract class TransformGroup(ImmutableArray<Transform> members) : Transform
{
    /// <summary>The members in order.</summary>
    public ImmutableArray<Transform> Members { get; } =
        members.IsDefaultOrEmpty ? throw new ArgumentException("A group has at least one member.", nameof(members)) : members;

    /// <summary>Whether motions that follow each other are joined into one warp, as <see cref="TransformPipeline.Fuse"/> says.</summary>
    public bool Fuse { get; init; }

    /// <inheritdoc/>
    public sealed override bool TreatsChannelsAlike => Members.All(member => member.TreatsChannelsAlike);

    /// <inheritdoc/>
    public sealed override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var steps = new GroupDraw(this, size);
        Draw(ref random, steps);
        return new GroupParameters([.. steps.Steps]);
    }

    /// <inheritdoc/>
    public sealed override ImageSize SizeAfter(TransformParameters parameters, ImageSize size) =>
        Expect<GroupParameters>(parameters).Steps.Aggregate(size, (before, step) => Member(step).SizeAfter(step.Parameters, before));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Parameters of another transform, or of a group with other members.</exception>
    public sealed override void Apply(TransformInput input, TransformParameters parameters)
    {
        var runner = new StepRunner(input, Fuse);
        foreach (var step in Expect<GroupParameters>(parameters).Steps)
            runner.Run(Member(step), step.Parameters);
        runner.Finish();
    }

    /// <summary>Decides which members are applied.</summary>
    /// <param name="random">The stream of the group.</param>
    /// <param name="steps">Receives the members that are.</param>
    protected abstract void Draw(ref CounterRandom random, GroupDraw steps);

    private Transform Member(AppliedTransform step) =>
        (uint)step.Position < (uint)Members.Length && Members[step.Position].Name == step.Name
            ? Members[step.Position]
            : throw new ArgumentException($"'{Name}' has no member '{step.Name}' at position {step.Position}.", nameof(step));
}
