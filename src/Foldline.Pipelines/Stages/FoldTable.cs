using Foldline.Data.Folds;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Stages;

/// <summary>The ways of making folds that recipes can name.</summary>
public static class FoldTable
{
    /// <summary>
    /// <c>k_fold</c> (count, seed), <c>stratified</c> (count, seed, by), <c>group</c> (count, group), <c>stratified_group</c> (count, seed, by,
    /// group), <c>column</c> (name: a column with fold numbers from 0). A seed shuffles; without one samples keep their order. <c>by</c>
    /// and <c>group</c> name columns of the samples; <c>by</c> defaults to the target.
    /// </summary>
    public static PartTable<FoldPlan> Standard { get; } = new(
        "way of making folds",
        [
            new("k_fold", KFold),
            new("stratified", Stratified),
            new("group", Group),
            new("stratified_group", StratifiedGroup),
            new("column", Column),
        ]);

    private static FoldPlan KFold(PartArguments arguments)
    {
        var splitter = new KFold(Count(arguments), Seed(arguments) is not null, Seed(arguments));
        return samples => splitter.Split(new FoldInput(samples.Count));
    }

    private static FoldPlan Stratified(PartArguments arguments)
    {
        var splitter = new StratifiedKFold(Count(arguments), Seed(arguments) is not null, Seed(arguments));
        var by = Name(arguments, "by");
        return samples => splitter.Split(new FoldInput(samples.Count, Classes(samples, by)));
    }

    private static FoldPlan Group(PartArguments arguments)
    {
        var splitter = new GroupKFold(Count(arguments));
        var group = arguments.GetString("group");
        return samples => splitter.Split(new FoldInput(samples.Count, Groups: LabelCodes.From(samples.Rows.Column(group))));
    }

    private static FoldPlan StratifiedGroup(PartArguments arguments)
    {
        var splitter = new StratifiedGroupKFold(Count(arguments), Seed(arguments) is not null, Seed(arguments));
        var by = Name(arguments, "by");
        var group = arguments.GetString("group");
        return samples => splitter.Split(new FoldInput(samples.Count, Classes(samples, by), LabelCodes.From(samples.Rows.Column(group))));
    }

    private static FoldPlan Column(PartArguments arguments)
    {
        var name = arguments.GetString("name");
        return samples =>
        {
            var folds = samples.Rows.Column(name).Int32s();
            var count = folds.Max() + 1;
            if (folds.Min() < 0 || folds.Distinct().Count() != count || count < 2)
                throw FoldlineException.User("FL6025", $"The column '{name}' holds no folds: expected are numbers from 0 without gaps, at least two different ones; found are {folds.Min()} … {folds.Max()}.", null, ("column", name));
            return new FoldSplit(count, [.. folds], []);
        };
    }

    private static int Count(PartArguments arguments) => arguments.GetInt32("count", 5);

    private static long? Seed(PartArguments arguments) => arguments.Has("seed") ? arguments.GetInt64("seed") : null;

    private static string? Name(PartArguments arguments, string key) => arguments.Has(key) ? arguments.GetString(key) : null;

    private static LabelCodes Classes(SampleSet samples, string? by) =>
        by is null ? LabelCodes.From([.. samples.Targets.Select(target => (long)target)]) : LabelCodes.From(samples.Rows.Column(by));
}
