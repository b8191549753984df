using System.Text.Json;
using Foldline.Data.Folds;

namespace Foldline.Tests.Data;

[Trait("kind", "oracle")]
public sealed class FoldOracleTests
{
    private static readonly string[] KFoldKinds =
    [
        "KFold", "StratifiedKFold", "StratifiedKFold-rare", "GroupKFold", "StratifiedGroupKFold", "StratifiedGroupKFold_aligned_shuffle",
        "MultilabelStratifiedKFold",
    ];

    private static readonly string[] SplitKinds =
        ["train_test_split", "ShuffleSplit", "StratifiedShuffleSplit", "GroupShuffleSplit", "MultilabelStratifiedShuffleSplit"];

    public static TheoryData<string> KFolds => Oracle.Ids(FoldCases.File, KFoldKinds);

    public static TheoryData<string> Splits => Oracle.Ids(FoldCases.File, SplitKinds);

    public static TheoryData<string> Edges => Oracle.Ids(FoldCases.File, "edge");

    [Fact]
    public void Kinds_AllAreKnown()
    {
        var unknown = Oracle.Cases(FoldCases.File).Select(item => item.GetProperty("kind").GetString()!).Except([.. KFoldKinds, .. SplitKinds, "RandomState", "edge"]);

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(KFolds))]
    public void Split_KFoldCase_GivesTheSameFolds(string id)
    {
        var item = Oracle.Case(FoldCases.File, id);
        CheckFolds(item, item.GetProperty("kind").GetString()!);
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Split_TrainTestCase_GivesTheSameSidesInTheSameOrder(string id)
    {
        var item = Oracle.Case(FoldCases.File, id);
        if (item.TryGetProperty("error", out _))
        {
            Assert.True(Assert.Throws<FoldlineException>(() => TrainTest(item)).IsUserError);
            return;
        }

        var splits = TrainTest(item);
        Assert.Equal(item.GetProperty("train").EnumerateArray().Select(side => side.Integers()), splits.Select(split => split.Train.ToArray()));
        Assert.Equal(item.GetProperty("valid").EnumerateArray().Select(side => side.Integers()), splits.Select(split => split.Test.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void Split_EdgeCase_GivesTheSameFoldsOrIsTheUsersError(string id)
    {
        var item = Oracle.Case(FoldCases.File, id);
        var name = item.GetProperty("params").GetProperty("splitter").GetString()!;
        if (name != "train_test_split")
        {
            CheckFolds(item, name);
            return;
        }

        Assert.True(item.TryGetProperty("error", out _));
        var error = Assert.Throws<FoldlineException>(() => TrainTest(item));
        Assert.True(error.IsUserError);
        Assert.StartsWith("FL42", error.Code, StringComparison.Ordinal);
    }

    private static void CheckFolds(JsonElement item, string kind)
    {
        var input = FoldCases.Input;
        if (item.TryGetProperty("error", out _))
        {
            var error = Assert.Throws<FoldlineException>(() => Splitter(kind, item.GetProperty("params")).Split(input(item.GetProperty("input"))));
            Assert.True(error.IsUserError);
            Assert.StartsWith("FL42", error.Code, StringComparison.Ordinal);
            return;
        }

        var samples = input(item.GetProperty("input"));
        var split = Splitter(kind, item.GetProperty("params")).Split(samples);
        Assert.Equal(FoldCases.FoldOf(item, samples.Count), split.FoldOf);
        Assert.Equal(item.TryGetProperty("warnings", out _), split.Warnings.Length > 0);
    }

    private static FoldSplitter Splitter(string kind, JsonElement parameters)
    {
        var count = parameters.GetProperty("n_splits").GetInt32();
        var (shuffle, seed) = (FoldCases.Shuffle(parameters), FoldCases.Seed(parameters));
        return kind switch
        {
            "KFold" => new KFold(count, shuffle, seed),
            "GroupKFold" => new GroupKFold(count),
            "StratifiedGroupKFold" => new StratifiedGroupKFold(count, shuffle, seed, StratifiedGroupRule.Sklearn12),
            "StratifiedGroupKFold_aligned_shuffle" => new StratifiedGroupKFold(count, shuffle, seed),
            "MultilabelStratifiedKFold" when parameters.TryGetProperty("numpy_global_seed", out var ties) => new MultilabelStratifiedKFold(count, shuffle, seed, ties.GetInt64()),
            "MultilabelStratifiedKFold" => new MultilabelStratifiedKFold(count, shuffle, seed),
            _ => new StratifiedKFold(count, shuffle, seed),
        };
    }

    private static IReadOnlyList<TrainTestIndices> TrainTest(JsonElement item)
    {
        var parameters = item.GetProperty("params");
        var input = FoldCases.Input(item.GetProperty("input"));
        var kind = item.GetProperty("kind").GetString()!;
        var options = new TrainTestOptions
        {
            Test = FoldCases.Size(parameters, "test_size"),
            Train = FoldCases.Size(parameters, "train_size"),
            Shuffle = FoldCases.Shuffle(parameters, otherwise: true),
            Seed = FoldCases.Seed(parameters),
            Splits = parameters.TryGetProperty("n_splits", out var splits) ? splits.GetInt32() : 1,
        };
        if (options is { Test: null, Train: null } && kind.EndsWith("ShuffleSplit", StringComparison.Ordinal))
            options = options with { Test = SplitSize.Fraction(0.1) };
        return kind switch
        {
            "GroupShuffleSplit" => TrainTestSplit.SplitGroups(input.Groups!, options),
            "MultilabelStratifiedShuffleSplit" => TrainTestSplit.SplitLabels(input.Labels!, options),
            _ => TrainTestSplit.Split(input.Count, options, input.Classes),
        };
    }
}
