using System.Text.Json;
using Foldline.Training.Metrics;
using Foldline.Training.Triggers;

namespace Foldline.Tests.Training.Triggers;

public sealed class TriggerTests
{
    [Theory]
    [InlineData("epoch", 1, TriggerUnit.Epoch)]
    [InlineData("iteration", 1, TriggerUnit.Iteration)]
    [InlineData("5 epochs", 5, TriggerUnit.Epoch)]
    [InlineData("[1, iteration]", 1, TriggerUnit.Iteration)]
    [InlineData("(100, iterations)", 100, TriggerUnit.Iteration)]
    public void Parse_ReadsWhatRecipesSay(string text, long period, TriggerUnit unit)
    {
        var trigger = IntervalTrigger.Parse(text);
        Assert.Equal((period, unit), (trigger.Period, trigger.Unit));
        Assert.Equal((period, unit), (IntervalTrigger.Parse(trigger.ToString()).Period, unit));
    }

    [Fact]
    public void Parse_ReadsLists() => Assert.Equal("7 iterations", IntervalTrigger.Parse(new List<object?> { 7, "iteration" }).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0 epochs")]
    [InlineData("-1 epochs")]
    [InlineData("often")]
    [InlineData("1 2 epochs")]
    [InlineData("1.5 epochs")]
    public void Parse_AnythingElse_IsAnError(string text) =>
        Assert.Equal("FL5301", Assert.Throws<FoldlineException>(() => IntervalTrigger.Parse(text)).Code);

    [Fact]
    public void Interval_FiresAtItsPeriod()
    {
        var fired = Moments(4, 3, _ => 0).Where(new IntervalTrigger(2, TriggerUnit.Epoch).Fires).Select(moment => moment.Iteration);
        Assert.Equal([6L, 12L], fired);
        fired = Moments(4, 3, _ => 0).Where(new IntervalTrigger(5, TriggerUnit.Iteration).Fires).Select(moment => moment.Iteration);
        Assert.Equal([5L, 10L], fired);
    }

    [Theory]
    [InlineData("epoch", 15)]
    [InlineData("2 epochs", 7)]
    [InlineData("iteration", 1500)]
    [InlineData("400 iterations", 3)]
    public void CountFirings_CountsAWholeTraining(string text, long expected) =>
        Assert.Equal(expected, IntervalTrigger.Parse(text).CountFirings(15, 100));

    [Fact]
    public void Best_FiresOnlyWhenStrictlyBetter()
    {
        double[] values = [0.5, 0.5, double.NaN, 0.4, 0.6, 0.3];
        Assert.Equal([1, 4, 6], Fired(new BestTrigger("v", MetricDirection.Min), values));
        Assert.Equal([1, 5], Fired(new BestTrigger("v", MetricDirection.Max), values));
    }

    [Fact]
    public void Best_Resumed_RemembersTheBest()
    {
        var trigger = new BestTrigger("v", MetricDirection.Min);
        Fired(trigger, [0.5]);
        var resumed = new BestTrigger("v", MetricDirection.Min);
        resumed.Load(trigger.Save());
        Assert.Equal([2], Fired(resumed, [0.6, 0.4]));
    }

    [Fact]
    [Trait("kind", "oracle")]
    public void EarlyStopping_EqualsTheReference()
    {
        var cases = Oracle.Cases("numeric/metrics").Where(item => item.GetProperty("kind").GetString() == "early_stopping").ToList();
        Assert.NotEmpty(cases);
        foreach (var item in cases)
        {
            var direction = item.GetProperty("mode").GetString() == "min" ? MetricDirection.Min : MetricDirection.Max;
            var trigger = new EarlyStopping("v", direction, item.GetProperty("patience").GetInt32());
            var fired = FirstFired(trigger, item.GetProperty("values").Numbers());
            Assert.Equal(Nullable(item.GetProperty("stopped_after_epoch")), fired);
            Assert.Equal(item.GetProperty("best_epoch").GetInt32(), trigger.BestEpoch);
            Assert.Equal(Nullable(item.GetProperty("best_value")), trigger.Best);
        }
    }

    private static double? Nullable(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static double? FirstFired(Trigger trigger, double[] values)
    {
        foreach (var moment in Moments(values.Length, 1, epoch => values[epoch - 1]))
        {
            if (trigger.Fires(moment))
                return moment.Epoch;
        }

        return null;
    }

    private static int[] Fired(Trigger trigger, double[] values) =>
        [.. Moments(values.Length, 2, epoch => values[epoch - 1]).Where(trigger.Fires).Select(moment => moment.Epoch)];

    private static IEnumerable<TrainingMoment> Moments(int epochs, int perEpoch, Func<int, double> value)
    {
        for (var iteration = 1; iteration <= epochs * perEpoch; iteration++)
        {
            var ends = iteration % perEpoch == 0;
            var values = new Dictionary<string, double>();
            if (ends)
                values["v"] = value(iteration / perEpoch);
            yield return new TrainingMoment(iteration, iteration / perEpoch, ends, values);
        }
    }
}
