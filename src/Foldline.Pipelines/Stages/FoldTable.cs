using Foldline.Data.Folds;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Stages;

/// <summary>The ways of making folds that recipes can name.</summary>
public static class FoldTable
{
    /// <summary>
    /// <c>k_fold</c> (count, seed, group: the parts are of groups), <c>stratified</c> (count, seed, by), <c>group</c> (count, group), <c>stratified_group</c> (count, seed, by,
    /// group), <c>multilabel_stratified</c> (count, seed; by the target's labels), <c>train_test</c> (test_size, seed, by: one fold whose samples
    /// validate, the others only train), <c>column</c> (name: a column with fold numbers from 0). A seed shuffles; without one samples keep their order. <c>by</c>
    /// and <c>group</c> name columns of the samples; <c>by</c> defaults to the target.
    /// </summary>
    public static PartTable<FoldPlan> Standard { get; } = new(
        "way of making folds",
        [
            new("k_fold", KFold),
            new("stratified", Stratified),
            new("group", Group),
            new("stratified_group", StratifiedGroup),
            new("multilabel_stratified", MultilabelStratified),
            new("train_test", TrainTest),
            new("column", Column),
        ]);

    private static FoldPlan KFold(PartArguments arguments)
    {
        var splitter = new KFold(Count(arguments), Seed(arguments) is not null, Seed(arguments));
        if (Name(arguments, "group") is not { } group)
            return samples => splitter.Split(new FoldInput(samples.Count));
        return samples =>
        {
            var groups = LabelCodes.From(samples.Rows.Column(group));
            var split = splitter.Split(new FoldInput(groups.Count));
            return split with { FoldOf = [.. groups.Codes.Select(code => split.FoldOf[code])] };
        };
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

    private static FoldPlan MultilabelStratified(PartArguments arguments)
    {
        var splitter = new MultilabelStratifiedKFold(Count(arguments), Seed(arguments) is not null, Seed(arguments));
        return samples => splitter.Split(new FoldInput(samples.Count, Labels: LabelsOf(samples)));
    }

    private static FoldPlan TrainTest(PartArguments arguments)
    {
        var size = arguments.GetDouble("test_size", 0.25);
        if (!(size is > 0 and < 1 || (size >= 1 && size == Math.Floor(size) && size < int.MaxValue)))
            throw arguments.Invalid("test_size", "a share between 0 and 1, or a number of samples");
        var options = new TrainTestOptions { Test = size < 1 ? SplitSize.Fraction(size) : SplitSize.Count((int)size), Seed = arguments.GetInt64("seed", 0) };
        var by = Name(arguments, "by");
        return samples =>
        {
            var split = TrainTestSplit.Split(samples.Count, options, by is null ? null : LabelCodes.From(samples.Rows.Column(by)))[0];
            var folds = Enumerable.Repeat(-1, samples.Count).ToArray();
            foreach (var row in split.Test)
                folds[row] = 0;
            return new FoldSplit(1, [.. folds], []);
        };
    }

    private static bool[,] LabelsOf(SampleSet samples)
    {
        if (samples.Targets.Kind is not (TargetKind.Labels or TargetKind.Masks))
            throw FoldlineException.User("FL4202", "Multi-label folds need a target with several labels or masks. Take 'stratified' for classes.");
        var labels = new bool[samples.Count, samples.Targets.Width];
        for (var row = 0; row < samples.Count; row++)
        {
            for (var c = 0; c < samples.Targets.Width; c++)
                labels[row, c] = samples.Targets.Has(row, c);
        }

        return labels;
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
        by is not null ? LabelCodes.From(samples.Rows.Column(by))
        : samples.Targets.Kind == TargetKind.Class ? LabelCodes.From([.. samples.Targets.Classes.Select(target => (long)target)])
        : throw FoldlineException.User("FL4202", "Stratified folds need one class a sample, which the recipe's target does not give. Name a column of the samples with 'by', or take 'multilabel_stratified' for labels.");
}
