using Foldline.Tests.Torch;
using Foldline.Torch;
using Foldline.Training.Metrics;
using Foldline.Training.Metrics.Masks;

namespace Foldline.Tests.Training.Metrics;

public sealed class MaskMetricTests : TensorTest
{
    private const int Images = 6;
    private const int Classes = 3;
    private const int Side = 9;

    [Fact]
    public void Scores_OfCountedPixels_AreThoseOfTheMeter()
    {
        var (logits, masks) = Draw(1);
        var meter = new DiceIouMeter();
        meter.Add(logits, [.. masks.Select(value => (long)value)], Images);
        var statistics = Count(logits, masks, MaskCounter.OfPlanes(0.5));

        Assert.Equal(meter.Dice, Value("dice", statistics), 12);
        Assert.Equal(meter.DicePositive, Value("dice_positive", statistics), 12);
        Assert.Equal(meter.DiceNegative, Value("dice_negative", statistics), 12);
        Assert.Equal(meter.Iou, Value("iou", statistics), 12);
        Assert.InRange(meter.DiceNegative, 0, 1);
    }

    [Theory]
    [InlineData("micro", SegmentationReduction.Micro)]
    [InlineData("macro", SegmentationReduction.Macro)]
    [InlineData("micro_imagewise", SegmentationReduction.MicroImagewise)]
    [InlineData("macro_imagewise", SegmentationReduction.MacroImagewise)]
    public void Scores_OfTheReference_AreThoseOfItsStatistics(string reduction, SegmentationReduction expected)
    {
        var (logits, masks) = Draw(2);
        var reference = new SegmentationStatistics(Classes);
        reference.AddMasks(logits, [.. masks.Select(value => (long)value)], Images, threshold: 0); // a logit above 0 is a sigmoid above 0.5
        var statistics = Count(logits, masks, MaskCounter.OfPlanes(0.5));

        foreach (var score in SegmentationScore.All)
        {
            var metric = MaskMetricTable.Standard.Create(score.Name, new PartArguments(score.Name, [new("reduction", reduction)]));
            Assert.Equal(reference.Score(score, expected), metric.Compute(statistics), 12);
        }
    }

    [Fact]
    public void Count_WithAThresholdForEachClass_UsesEach()
    {
        float[] logits = [.. Enumerable.Repeat(0.1f, Images * Classes * Side * Side)]; // sigmoid 0.525
        var statistics = Count(logits, new byte[logits.Length], MaskCounter.OfPlanes(0.5, 0.6, 0.4));

        Assert.Equal([Side * Side, 0, Side * Side], Enumerable.Range(0, Classes).Select(c => statistics[0, c].FalsePositives));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(255)]
    public void Count_OfClasses_IsThatOfTheReference(int? ignore)
    {
        var (logits, _) = Draw(3);
        var random = CounterRandom.For(9);
        byte[] masks = [.. Enumerable.Range(0, Images * Side * Side).Select(_ => (byte)random.NextInt32(Classes))];
        if (ignore is { } number)
            masks[5] = masks[50] = (byte)number;
        using var scope = new TensorScope();
        using var output = Tensor.FromArray(logits, Images, Classes, Side, Side);
        var predicted = output.Argmax(1).ToArray<long>();
        var reference = new SegmentationStatistics(Classes);
        reference.AddClasses(predicted, [.. masks.Select(value => (long)value)], Images, ignore);

        var counts = MaskCounter.OfClasses(ignore).Count(output, Tensor.FromArray(masks, Images, Side, Side));

        for (var i = 0; i < counts.Length; i++)
            Assert.Equal(reference[i / Classes, i % Classes], counts[i]);
    }

    [Fact]
    public void Count_OfMasksOfAnotherShape_IsTheUsersError()
    {
        using var scope = new TensorScope();
        var error = Assert.Throws<FoldlineException>(() => MaskCounter.OfPlanes(0.5).Count(Tensor.FromArray(new float[32], 1, 2, 4, 4), Tensor.FromArray(new byte[16], 1, 1, 4, 4)));

        Assert.Equal("FL5101", error.Code);
    }

    [Theory]
    [InlineData("reduction", "most")]
    [InlineData("class_weights", "1")]
    public void Score_WithWrongArguments_IsRefused(string key, string value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => MaskMetricTable.Standard.Create("f1_score", new PartArguments("f1_score", [new(key, value)]))).Code);

    private static double Value(string name, SegmentationStatistics statistics) => MaskMetricTable.Standard.Create(name, new PartArguments(name)).Compute(statistics);

    private static SegmentationStatistics Count(float[] logits, byte[] masks, MaskCounter counter)
    {
        using var scope = new TensorScope();
        var statistics = new SegmentationStatistics(Classes);
        statistics.Add(counter.Count(Tensor.FromArray(logits, Images, Classes, Side, Side), Tensor.FromArray(masks, Images, Classes, Side, Side)));
        return statistics;
    }

    // Of the images the first two have no true pixel, and of these the first none predicted.
    private static (float[] Logits, byte[] Masks) Draw(ulong seed)
    {
        var random = CounterRandom.For(seed);
        var pixels = Classes * Side * Side;
        var logits = new float[Images * pixels];
        var masks = new byte[logits.Length];
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = i < pixels ? -1 : (float)((random.NextDouble() * 4) - 2);
            masks[i] = (byte)(i >= 2 * pixels && random.NextDouble() < 0.3 ? 1 : 0);
        }

        return (logits, masks);
    }
}
