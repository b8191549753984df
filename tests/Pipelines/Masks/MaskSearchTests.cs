using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Tests.Pipelines.Masks;

public sealed class MaskSearchTests
{
    private static readonly TargetSpec Target = new(TargetKind.Masks, ["a"], ["a"]);
    private static readonly MaskSearchSpec Spec = new([0.2, 0.5, 0.8], [0, 3]);

    [Fact]
    public void Best_DropsSpecksThatAreNeverTrue()
    {
        var search = new MaskSearch(Target, Spec);
        // A true part of four pixels at 0.6, and a speck of one pixel at 0.9 that is not.
        Add(search, 0, [0.6f, 0.6f, 0.6f, 0.6f, 0, 0, 0, 0.9f], [1, 1, 1, 1, 0, 0, 0, 0]);

        Assert.Equal(new MaskChoice(0.5, 3, 1), Assert.Single(search.Best()));
    }

    [Fact]
    public void Best_ExceptAFold_IsThatOfTheOthers()
    {
        var search = new MaskSearch(Target, Spec);
        Add(search, 0, [0.3f, 0.3f, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]);
        Add(search, 1, [0.9f, 0.9f, 0.6f, 0.6f, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]);

        Assert.Equal(0.8, search.Best(except: 0)[0].Threshold);
        Assert.Equal(0.2, search.Best(except: 1)[0].Threshold);
    }

    [Fact]
    public void Best_OfEmptyTruth_CountsAnEmptyPredictionAsRight()
    {
        var search = new MaskSearch(Target, Spec);
        Add(search, 0, [0.7f, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]);

        var best = Assert.Single(search.Best());

        Assert.Equal(1, best.Dice);
        Assert.True(best.Threshold > 0.7 || best.MinSize >= 1);
    }

    [Fact]
    public void For_TakesEachFoldsOwnChoice()
    {
        var search = new MaskSearch(Target, Spec);
        Add(search, 0, [0.3f, 0.3f, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]);
        Add(search, 1, [0.9f, 0.9f, 0.6f, 0.6f, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]);
        var choices = MaskChoices.Of(Target.Names, search, [0, 1]);

        Assert.Equal([0.8], choices.For(new PredictSpec(), 0).Threshold);
        Assert.Equal([0.2], choices.For(new PredictSpec(), 1).Threshold);
        Assert.Equal(choices.All[0].Threshold, choices.For(new PredictSpec(), -1).Threshold[0]);
    }

    [Fact]
    public void Nested_JudgesEachPartByTheOthers()
    {
        var search = new MaskSearch(Target, Spec);
        Assert.Equal(double.NaN, search.Nested());
        Add(search, 0, [0.3f, 0.3f, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]);
        Add(search, 1, [0.9f, 0.9f, 0.6f, 0.6f, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]);

        // At 0.8 nothing of the first is found, at 0.2 twice too much of the second.
        Assert.Equal((0 + (2.0 * 2 / (2 + 4))) / 2, search.Nested(), 12);
        Assert.True(MaskChoices.Of(Target.Names, search, [0]).Fitted > search.Nested());
    }

    [Fact]
    public void Halves_KeepGroupsTogether_AndHaveTheirShareOfEachClass()
    {
        var rows = Enumerable.Range(0, 24).ToArray();
        var samples = new SampleSet
        {
            Ids = [.. rows.Select(row => $"{row}")],
            Images = [.. rows.Select(row => $"{row}.png")],
            Rows = new Table(TableColumn.Of("tile", rows.Select(row => $"{row / 2}").ToArray())),
            Targets = new SampleTargets { Kind = TargetKind.Masks, Masks = [.. rows.Select(row => row < 12 ? "1 2" : null)] },
        };
        var recipe = new Recipe { Name = "tiles", Samples = "", Target = Target, Tables = [], Folds = new PartSpec("group", ("count", 3), ("group", "tile")) };

        var halves = ValidationHalves.Of(recipe, samples, rows);

        Assert.All(rows, row => Assert.Equal(halves[row - (row % 2)], halves[row]));
        Assert.Equal(6, rows.Count(row => halves[row] == 0 && row < 12));
        Assert.Equal(6, rows.Count(row => halves[row] == 0 && row >= 12));
    }

    private static void Add(MaskSearch search, int fold, float[] probabilities, byte[] truth)
    {
        using var mask = Image.FromPixels<byte>(truth, 1, truth.Length, 1);
        search.Add(fold, probabilities, new ImageSize(1, truth.Length), mask);
    }
}
