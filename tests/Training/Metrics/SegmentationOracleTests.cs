using System.Text.Json;
using Foldline.Training.Metrics;

namespace Foldline.Tests.Training.Metrics;

[Trait("kind", "oracle")]
public sealed class SegmentationOracleTests
{
    public static readonly string[] Kinds = ["steel_meter", "smp_metrics"];

    private const double Tolerance = 1e-6;
    private const string File = "numeric/metrics";

    public static TheoryData<string> MeterIds => Oracle.Ids(File, "steel_meter");

    public static TheoryData<string> StatisticsIds => Oracle.Ids(File, "smp_metrics");

    [Theory]
    [MemberData(nameof(MeterIds))]
    public void Meter_EqualsTheReference(string id)
    {
        var item = Oracle.Case(File, id);
        var images = (int)item.GetProperty("shape")[0].Number();
        var all = new DiceIouMeter(item.GetProperty("threshold").GetDouble());
        foreach (var (batch, expected) in item.GetProperty("batches").EnumerateArray().Zip(item.GetProperty("per_batch").EnumerateArray()))
        {
            var (logits, target) = (Singles(batch.GetProperty("logits")), Longs(batch.GetProperty("target")));
            all.Add(logits, target, images);

            var alone = new DiceIouMeter(item.GetProperty("threshold").GetDouble());
            alone.Add(logits, target, images);
            Assert.Equal(Mean(expected.GetProperty("dice_pos")), alone.DicePositive, Tolerance);
            Assert.Equal(Mean(expected.GetProperty("dice_neg")), alone.DiceNegative, Tolerance);
            Assert.Equal(expected.GetProperty("iou").Number(), alone.Iou, 1e-12);
            Assert.Equal(Mean(expected.GetProperty("iou_per_image")), alone.Iou, 1e-12);
        }

        var result = item.GetProperty("result");
        Assert.Equal(result.GetProperty("dice").Number(), all.Dice, Tolerance);
        Assert.Equal(result.GetProperty("dice_pos").Number(), all.DicePositive, Tolerance);
        Assert.Equal(result.GetProperty("dice_neg").Number(), all.DiceNegative, Tolerance);
        Assert.Equal(result.GetProperty("iou").Number(), all.MeanOfBatchIou, 1e-12);
    }

    [Theory]
    [MemberData(nameof(StatisticsIds))]
    public void Statistics_EqualTheReference(string id)
    {
        var item = Oracle.Case(File, id);
        var statistics = Statistics(item);
        foreach (var (name, count) in new (string, Func<PixelCounts, long>)[]
            { ("tp", c => c.TruePositives), ("fp", c => c.FalsePositives), ("fn", c => c.FalseNegatives), ("tn", c => c.TrueNegatives) })
        {
            var actual = Enumerable.Range(0, statistics.Images * statistics.Classes).Select(i => (double)count(statistics[i / statistics.Classes, i % statistics.Classes]));
            Assert.Equal(item.GetProperty(name).Numbers(), actual);
        }

        var weights = item.GetProperty("class_weights").Numbers();
        foreach (var score in item.GetProperty("scores").EnumerateObject())
        {
            foreach (var reduced in score.Value.EnumerateObject())
                CheckScore(statistics, ScoreOf(score.Name), reduced.Name, weights, reduced.Value);
        }
    }

    [Fact]
    public void Meter_Iou_DoesNotDependOnTheBatches()
    {
        float[] logits = [1, 1, 1, -1, -1, -1];
        long[] target = [1, 1, 1, 1, 1, 1];
        var (whole, parts) = (new DiceIouMeter(), new DiceIouMeter());
        whole.Add(logits, target, 3);
        parts.Add(logits.AsSpan(0, 2), target.AsSpan(0, 2), 1);
        parts.Add(logits.AsSpan(2), target.AsSpan(2), 2);

        Assert.Equal(whole.Iou, parts.Iou);
        Assert.NotEqual(whole.MeanOfBatchIou, parts.MeanOfBatchIou);
    }

    [Fact]
    public void Statistics_WeightedImagewise_IsTheWeightedMean()
    {
        var statistics = new SegmentationStatistics(2);
        statistics.AddMasks([1, 1], [1, 1], 1);

        Assert.Equal(1, statistics.Score(SegmentationScore.Iou, SegmentationReduction.WeightedImagewise, [1, 3]));
        Assert.Equal(0.5, statistics.Score(SegmentationScore.Iou, SegmentationReduction.WeightedImagewiseOverClasses, [1, 3]));
        Assert.Throws<ArgumentException>(() => statistics.Score(SegmentationScore.Iou, SegmentationReduction.Weighted));
    }

    [Fact]
    public void Statistics_Merge_EqualsOneOverAll()
    {
        var (all, first, second) = (new SegmentationStatistics(2), new SegmentationStatistics(2), new SegmentationStatistics(2));
        all.AddClasses([0, 1, 1, 0], [0, 1, 0, 0], 2);
        first.AddClasses([0, 1], [0, 1], 1);
        second.AddClasses([1, 0], [0, 0], 1);
        first.Merge(second);

        Assert.Equal(all.Each(SegmentationScore.F1), first.Each(SegmentationScore.F1));
    }

    [Fact]
    public void Statistics_MasksThatDoNotFit_AreAUsersError()
    {
        var statistics = new SegmentationStatistics(3);
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => statistics.AddMasks([1, 1], [1, 1], 1)).Code);
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => statistics.AddMasks([1, 1, 1], [1, 2, 1], 1)).Code);
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => statistics.AddClasses([0, 3], [0, 1], 1)).Code);
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => new DiceIouMeter().Add([0, 3], [0, 255], 1)).Code);
    }

    private static void CheckScore(SegmentationStatistics statistics, SegmentationScore score, string name, double[] weights, JsonElement expected)
    {
        var words = name.Split(' ');
        var zeroDivision = words.Length == 1 ? 1 : double.Parse(words[1].Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);
        if (words[0] == "none")
        {
            Assert.All(expected.Numbers().Zip(statistics.Each(score, zeroDivision)), pair => Equal(pair.First, pair.Second));
            return;
        }

        var reduction = words[0] switch
        {
            "micro" => SegmentationReduction.Micro,
            "macro" => SegmentationReduction.Macro,
            "weighted" => SegmentationReduction.Weighted,
            "micro-imagewise" => SegmentationReduction.MicroImagewise,
            "macro-imagewise" => SegmentationReduction.MacroImagewise,
            "weighted-imagewise" => SegmentationReduction.WeightedImagewiseOverClasses,
            _ => throw new InvalidOperationException($"Unknown reduction '{words[0]}'."),
        };
        Equal(expected.Number(), statistics.Score(score, reduction, weights, zeroDivision));
    }

    private static void Equal(double expected, double actual)
    {
        if (double.IsFinite(expected))
            Assert.Equal(expected, actual, Tolerance * Math.Max(1, Math.Abs(expected)));
        else
            Assert.Equal(expected, actual);
    }

    private static SegmentationScore ScoreOf(string name) =>
        name == "fbeta_score" ? SegmentationScore.FBeta(2) : SegmentationScore.All.Single(score => score.Name == name);

    private static SegmentationStatistics Statistics(JsonElement item)
    {
        var (output, target, arguments) = (item.GetProperty("output"), Longs(item.GetProperty("target")), item.GetProperty("args"));
        var images = (int)output.Shape()[0];
        if (item.GetProperty("mode").GetString() == "multiclass")
        {
            var ofClasses = new SegmentationStatistics(arguments.GetProperty("num_classes").GetInt32());
            var ignore = arguments.GetProperty("ignore_index");
            ofClasses.AddClasses(Longs(output), target, images, ignore.ValueKind == JsonValueKind.Null ? null : ignore.GetInt64());
            return ofClasses;
        }

        var statistics = new SegmentationStatistics((int)output.Shape()[1]);
        var threshold = arguments.GetProperty("threshold");
        statistics.AddMasks(Singles(output), target, images, threshold.ValueKind == JsonValueKind.Null ? 1 : threshold.GetDouble());
        return statistics;
    }

    private static double Mean(JsonElement values) => values.Numbers().Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    private static float[] Singles(JsonElement values) => Array.ConvertAll(values.Numbers(), value => (float)value);

    private static long[] Longs(JsonElement values) => Array.ConvertAll(values.Numbers(), value => (long)value);
}
