using Foldline.Training.Schedules;

namespace Foldline.Tests.Training.Schedules;

public sealed class ScheduleTests
{
    private static readonly Dictionary<string, (string Key, object? Value)[]> Arguments = new(StringComparer.Ordinal)
    {
        ["step"] = [("step_size", 3)],
        ["multi_step"] = [("milestones", new List<object?> { 2, 5 })],
        ["exponential"] = [("gamma", 0.9)],
        ["cosine_annealing_warm_restarts"] = [("t_0", 7), ("t_mult", 2)],
        ["cyclic"] = [("max_lr", 0.5), ("step_size_up", 4)],
        ["reduce_on_plateau"] = [("patience", 1)],
    };

    public static TheoryData<string> Names => new(ScheduleTable.Standard.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_AfterAnyStep_ContinuesWithTheSameRates(string name)
    {
        for (var saved = 0; saved < 30; saved++)
        {
            var (whole, resumed) = (Create(name), Create(name));
            for (var k = 0; k < saved; k++)
                whole.Step(k % 7);
            resumed.Load(whole.Save());
            for (var k = saved; k < 30; k++)
            {
                Assert.Equal(whole.CurrentLr, resumed.CurrentLr);
                Assert.Equal(whole.CurrentMomentum, resumed.CurrentMomentum);
                whole.Step(k % 7);
                resumed.Step(k % 7);
            }
        }
    }

    [Fact]
    public void WarmRestarts_OverAllSamples_HaveTheNotebooksPeriod()
    {
        // 15000 images in batches of 8 for 15 epochs are 28125 iterations; training itself sees four fifths of them.
        var create = ScheduleTable.Standard.Create("cosine_annealing_warm_restarts", Part("cosine_annealing_warm_restarts", ("t_0", "all_samples")));
        var schedule = create(new ScheduleContext([1e-3], 22500) { AllSampleSteps = 28125 });
        var expected = new CosineWarmRestartsSchedule([1e-3], 28125, 1, 0);
        for (var step = 0; step < 22500; step++)
        {
            schedule.Step();
            expected.Step();
        }

        Assert.Equal(expected.CurrentLr[0], schedule.CurrentLr[0]);
        Assert.InRange(schedule.CurrentLr[0], 9e-5, 1e-4);
    }

    [Fact]
    public void Load_OfAnotherSchedulesState_IsAnError()
    {
        var state = Create("constant").Save();
        Assert.Equal("FL5204", Assert.Throws<FoldlineException>(() => Create("reduce_on_plateau").Load(state)).Code);
    }

    [Fact]
    public void WarmUp_RisesThenRunsTheScheduleOverTheRest()
    {
        var warmUp = new Dictionary<string, object?> { ["steps"] = 4, ["start_factor"] = 0.25 };
        var schedule = ScheduleTable.Standard.Create("cosine_annealing", Part("cosine_annealing", ("warm_up", warmUp)))(new ScheduleContext([1.0], 14));

        var rates = Enumerable.Range(0, 15).Select(_ => Next(schedule)).ToArray();

        Assert.Equal(0.25, rates[0], 1e-15);
        Assert.Equal(1, rates[4], 1e-15);
        Assert.Equal(0.5, rates[9], 1e-12);
        Assert.Equal(0, rates[14], 1e-15);
    }

    [Fact]
    public void WarmUp_BeforeOneCycle_IsAnError()
    {
        var factory = ScheduleTable.Standard.Create("one_cycle", Part("one_cycle", ("warm_up", new Dictionary<string, object?> { ["steps"] = 4 })));
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => factory(new ScheduleContext([1.0], 14))).Code);
    }

    [Fact]
    public void OneCycle_ByDefault_SpansTheRunAndPeaksAtTheBaseRate()
    {
        var schedule = ScheduleTable.Standard.Create("one_cycle", Part("one_cycle", ("pct_start", 0.25)))(new ScheduleContext([0.2], 40));
        var rates = Enumerable.Range(0, 40).Select(_ => Next(schedule)).ToArray();
        Assert.Equal(0.2, rates.Max(), 1e-12);
        Assert.Equal(rates.Max(), rates[9]);
        Assert.Equal(0.2 / 25 / 1e4, rates[39], 1e-12);
    }

    [Fact]
    public void Create_MisspeltArgument_NamesTheNearest()
    {
        var e = Assert.Throws<FoldlineException>(() => ScheduleTable.Standard.Create("one_cycle", Part("one_cycle", ("pctstart", 0.25))));
        Assert.Equal("FL1010", e.Code);
        Assert.Equal("pct_start", e.Facts["nearest"]);
    }

    [Fact]
    public void Plateau_WithoutMetric_IsAnError() =>
        Assert.Equal("FL5203", Assert.Throws<FoldlineException>(() => Create("reduce_on_plateau").Step()).Code);

    [Theory]
    [InlineData("step", "step_size", 0)]
    [InlineData("reduce_on_plateau", "factor", 1.5)]
    [InlineData("one_cycle", "pct_start", 1.5)]
    [InlineData("cosine_annealing", "t_max", -3)]
    public void Create_ArgumentOutOfRange_IsAnError(string name, string key, object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => ScheduleTable.Standard.Create(name, Part(name, (key, value)))).Code);

    private static double Next(Schedule schedule)
    {
        var lr = schedule.CurrentLr[0];
        schedule.Step();
        return lr;
    }

    private static Schedule Create(string name) =>
        ScheduleTable.Standard.Create(name, Part(name, Arguments.GetValueOrDefault(name, [])))(new ScheduleContext([0.1, 0.4], 30));

    private static PartArguments Part(string name, params (string Key, object? Value)[] values) =>
        new(name, values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
}
