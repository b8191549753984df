using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>Recipe names of the groups of transforms.</summary>
public static class GroupTransforms
{
    /// <summary>Name and factory of each.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows =>
    [
        new("compose", CreateCompose),
        new("one_of", arguments => new OneOf(Choosable(arguments)) { Probability = arguments.Probability(0.5) }),
        new("sequential", arguments => new TransformSequence(Members(arguments)) { Fuse = Fuse(arguments) }),
        new("some_of", CreateSomeOf),
    ];

    private static Compose CreateCompose(PartArguments arguments)
    {
        var parts = arguments.GetParts("transforms");
        ImmutableHashSet<int> always = [.. parts.Index().Where(part => part.Item.Arguments.GetBool("always_apply", false)).Select(part => part.Index)];
        return new Compose(Members(arguments, parts)) { Chance = arguments.Probability(1), Always = always, Fuse = Fuse(arguments) };
    }

    private static SomeOf CreateSomeOf(PartArguments arguments)
    {
        var members = Choosable(arguments);
        var replace = arguments.GetBool("replace", true);
        var count = arguments.Count("count", 1);
        var possible = members.Count(member => member.Probability > 0);
        if (!replace && count > possible)
            throw arguments.Invalid("count", $"at most {possible}, as 'replace' is false and so many transforms have a 'p' above 0");
        return new SomeOf(members, count) { Replace = replace, Fuse = Fuse(arguments), Probability = arguments.Probability(1) };
    }

    private static bool Fuse(PartArguments arguments) => arguments.GetBool("fuse", false);

    private static ImmutableArray<Transform> Choosable(PartArguments arguments)
    {
        var members = Members(arguments);
        return members.Any(member => member.Probability > 0) ? members : throw arguments.Invalid("transforms", "transforms of which at least one has a 'p' above 0");
    }

    private static ImmutableArray<Transform> Members(PartArguments arguments) => Members(arguments, arguments.GetParts("transforms"));

    private static ImmutableArray<Transform> Members(PartArguments arguments, IReadOnlyList<(string Name, PartArguments Arguments)> parts) => parts.Count > 0
        ? [.. parts.Select(part => ImageTransforms.Table.Create(part.Name, part.Arguments))]
        : throw arguments.Invalid("transforms", "at least one transform");
}
