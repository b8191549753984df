using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>Reads schedules that are made of others: <c>sequential</c> and <c>chained</c>.</summary>
internal static class Combinations
{
    private const string Members = "schedules";
    private const string Milestones = "milestones";

    public static ScheduleFactory Sequential(PartArguments arguments)
    {
        var members = Read(arguments);
        var milestones = ScheduleTable.Milestones(arguments, Milestones);
        if (milestones.Length != members.Length - 1 || milestones.Zip(milestones.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw arguments.Invalid(Milestones, $"{members.Length - 1} ascending steps, one for each schedule but the first");
        return context =>
        {
            long[] ends = [.. milestones, Math.Max(context.TotalSteps, milestones.Length == 0 ? 0 : milestones[^1] + 1)];
            var built = members.Select((member, i) => Build(arguments, member, context with { TotalSteps = Math.Max(ends[i] - (i == 0 ? 0 : ends[i - 1]), 1) }));
            return new SequentialSchedule(context.BaseLr, [.. built], milestones);
        };
    }

    public static ScheduleFactory Chained(PartArguments arguments)
    {
        var members = Read(arguments);
        return context => new ChainedSchedule(context.BaseLr, [.. members.Select(member => Build(arguments, member, context))]);
    }

    private static ImmutableArray<ScheduleFactory> Read(PartArguments arguments)
    {
        var members = arguments.GetParts(Members);
        if (members.Count == 0)
            throw arguments.Invalid(Members, "a list of at least one schedule");
        return [.. members.Select(member => ScheduleTable.Standard.Create(member.Name, member.Arguments))];
    }

    // The members are rules for the next rate; one with a memory of its own cannot be such a rule.
    private static Schedule Build(PartArguments arguments, ScheduleFactory factory, ScheduleContext context)
    {
        var member = factory(context);
        return member is { NeedsMetric: false, CurrentMomentum: null } and not WarmUpSchedule
            ? member
            : throw arguments.Invalid(Members, "schedules that neither follow a metric nor cycle momentum nor have a warmup of their own (this one may have it)");
    }
}
