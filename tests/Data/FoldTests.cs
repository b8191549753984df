using Foldline.Data.Folds;
using FsCheck;
using FsCheck.Fluent;

namespace Foldline.Tests.Data;

public sealed class FoldTests
{
    [Fact]
    public void KFold_AnySizeAndSeed_EverySampleValidatesOnceAndSizesDifferByOneAtMost() => Prop.ForAll(Sizes().ToArbitrary(), size =>
    {
        var split = new KFold(size.Folds, true, size.Seed).Split(new FoldInput(size.Samples));
        var counts = Enumerable.Range(0, size.Folds).Select(fold => split.Validation(fold).Length).ToList();
        return split.FoldOf.All(fold => fold >= 0 && fold < size.Folds)
            && counts.Max() - counts.Min() <= 1
            && Enumerable.Range(0, size.Folds).All(fold => split.Training(fold).Length + split.Validation(fold).Length == size.Samples);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void StratifiedKFold_AnyClasses_MembersOfAClassDifferByOneAtMostBetweenFolds() => Prop.ForAll(Sizes().ToArbitrary(), size =>
    {
        var random = new NumpyRandom(size.Seed);
        var classes = LabelCodes.From([.. Enumerable.Range(0, size.Samples).Select(_ => random.NextInt64(0, 4))]);
        if (classes.Counts().All(count => count < size.Folds))
            return true;
        var split = new StratifiedKFold(size.Folds, true, size.Seed).Split(new FoldInput(size.Samples, classes));
        return Enumerable.Range(0, classes.Count).All(label =>
        {
            var counts = new int[size.Folds];
            for (var i = 0; i < size.Samples; i++)
                counts[split.FoldOf[i]] += classes.Codes[i] == label ? 1 : 0;
            return counts.Max() - counts.Min() <= 1;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void GroupSplitters_AnyGroups_NeverShareAGroupBetweenFoldsAndLeaveNoFoldEmpty() => Prop.ForAll(Sizes().ToArbitrary(), size =>
    {
        var random = new NumpyRandom(size.Seed);
        var groups = LabelCodes.From([.. Enumerable.Range(0, size.Samples).Select(_ => random.NextInt64(0, 40))]);
        var classes = LabelCodes.From([.. Enumerable.Range(0, size.Samples).Select(_ => random.NextInt64(0, 3))]);
        if (groups.Count < size.Folds || classes.Counts().Max() < size.Folds)
            return true;
        FoldSplitter[] splitters = [new GroupKFold(size.Folds), new StratifiedGroupKFold(size.Folds, true, size.Seed)];
        return splitters.All(splitter =>
        {
            var split = splitter.Split(new FoldInput(size.Samples, classes, groups));
            var foldsOfGroups = split.FoldOf.Zip(groups.Codes).Distinct().Count();
            return foldsOfGroups == groups.Count && split.FoldOf.Distinct().Count() == size.Folds;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TrainTestSplit_AnySizeAndSeed_SidesAreDisjointAndComplete() => Prop.ForAll(Sizes().ToArbitrary(), size =>
    {
        var split = TrainTestSplit.Split(size.Samples, new TrainTestOptions { Test = SplitSize.Count(size.Folds - 1), Seed = size.Seed })[0];
        return split.Test.Length == size.Folds - 1 && split.Train.Concat(split.Test).Order().SequenceEqual(Enumerable.Range(0, size.Samples));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("folds.parquet")]
    [InlineData("folds.csv")]
    public void Save_ThenLoad_GivesTheSameAssignment(string name)
    {
        using var folder = new TemporaryFolder();
        string[] ids = [.. Enumerable.Range(0, 5000).Select(i => $"{i:00000}")];
        var assignment = new FoldAssignment(ids, new KFold(5, true, 111).Split(new FoldInput(ids.Length)).FoldOf, 5);
        assignment.Save(folder.At(name));
        var back = FoldAssignment.Load(folder.At(name), ids);

        Assert.Equal(assignment.Ids, back.Ids);
        Assert.Equal(assignment.Folds, back.Folds);
        Assert.Equal((5, assignment.Checksum), (back.FoldCount, back.Checksum));
    }

    [Fact]
    public void Load_ForOtherSamples_NamesTheFirstDifference()
    {
        using var folder = new TemporaryFolder();
        new FoldAssignment(["a", "b"], [0, 1], 2).Save(folder.At("f.parquet"));
        var error = Assert.Throws<FoldlineException>(() => FoldAssignment.Load(folder.At("f.parquet"), ["a", "c"]));

        Assert.Equal(("FL4206", "1"), (error.Code, error.Facts["row"]));
    }

    [Fact]
    public void Load_EditedByHand_IsRefused()
    {
        using var folder = new TemporaryFolder();
        new FoldAssignment(["a", "b"], [0, 1], 2).Save(folder.At("f.csv"));
        File.WriteAllText(folder.At("f.csv"), File.ReadAllText(folder.At("f.csv")).Replace("\nb,", "\nx,", StringComparison.Ordinal));

        Assert.Equal("FL4207", Assert.Throws<FoldlineException>(() => FoldAssignment.Load(folder.At("f.csv"))).Code);
        folder.Write("g.csv", "id,folds\na,0\n");
        Assert.Equal("FL4103", Assert.Throws<FoldlineException>(() => FoldAssignment.Load(folder.At("g.csv"))).Code);
    }

    private static Gen<(int Samples, int Folds, int Seed)> Sizes() =>
        from folds in Gen.Choose(2, 12)
        from samples in Gen.Choose(folds, 300)
        from seed in Gen.Choose(0, int.MaxValue)
        select (samples, folds, seed);
}
