using System.Text.Json;
using Foldline.Data.Folds;

namespace Foldline.Tests.Data;

[Trait("kind", "oracle")]
public sealed class FoldOracleTests
{
    // Splitters that keep groups together or balance several labels come with a later step of the plan.
    private static readonly string[] Later =
    [
        "GroupKFold", "StratifiedGroupKFold", "StratifiedGroupKFold_aligned_shuffle", "GroupShuffleSplit",
        "MultilabelStratifiedKFold", "MultilabelStratifiedShuffleSplit",
    ];

    public static TheoryData<string> KFolds => Oracle.Ids(FoldCases.File, "KFold", "StratifiedKFold", "StratifiedKFold-rare");

    public static TheoryData<string> Splits => Oracle.Ids(FoldCases.File, "train_test_split", "ShuffleSplit", "StratifiedShuffleSplit");

    public static TheoryData<string> Edges => new(Oracle.Cases(FoldCases.File)
        .Where(item => item.GetProperty("kind").GetString() == "edge" && !Later.Contains(item.GetProperty("params").GetProperty("splitter").GetString()))
        .Select(item => item.GetProperty("id").GetString()!));

    [Fact]
    public void Kinds_AllAreKnown()
    {
        string[] known = ["KFold", "StratifiedKFold", "StratifiedKFold-rare", "train_test_split", "ShuffleSplit", "StratifiedShuffleSplit", "RandomState", "edge"];
        var unknown = Oracle.Cases(FoldCases.File).Select(item => item.GetProperty("kind").GetString()!).Except(known).Except(Later);

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(KFolds))]
    public void Split_KFoldCase_GivesTheSameFolds(string id)
    {
        var item = Oracle.Case(FoldCases.File, id);
        var input = FoldCases.Input(item.GetProperty("input"));
        var splitter = Splitter(item.GetProperty("kind").GetString()!, item.GetProperty("params"));
        if (item.TryGetProperty("error", out _))
        {
            Assert.True(Assert.Throws<FoldlineException>(() => splitter.Split(input)).IsUserError);
            return;
        }

        var split = splitter.Split(input);
        Assert.Equal(FoldCases.FoldOf(item, input.Count), split.FoldOf);
        Assert.Equal(item.TryGetProperty("warnings", out _), split.Warnings.Length > 0);
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
    public void Split_RefusedCase_IsTheUsersError(string id)
    {
        var item = Oracle.Case(FoldCases.File, id);
        Assert.True(item.TryGetProperty("error", out _));
        var name = item.GetProperty("params").GetProperty("splitter").GetString()!;
        var error = Assert.Throws<FoldlineException>(() =>
        {
            if (name == "train_test_split")
                _ = TrainTest(item);
            else
                _ = Splitter(name, item.GetProperty("params")).Split(FoldCases.Input(item.GetProperty("input")));
        });

        Assert.True(error.IsUserError);
        Assert.StartsWith("FL42", error.Code, StringComparison.Ordinal);
    }

    private static FoldSplitter Splitter(string kind, JsonElement parameters)
    {
        var count = parameters.GetProperty("n_splits").GetInt32();
        var (shuffle, seed) = (FoldCases.Shuffle(parameters), FoldCases.Seed(parameters));
        return kind == "KFold" ? new KFold(count, shuffle, seed) : new StratifiedKFold(count, shuffle, seed);
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
        return TrainTestSplit.Split(input.Count, options, input.Classes);
    }
}
