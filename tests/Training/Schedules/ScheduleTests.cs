using Foldline.Training.Schedules;

namespace Foldline.Tests.Training.Schedules;

public sealed class ScheduleTests
{
    private static readonly List<object?> Members = ["linear", new Dictionary<string, object?> { ["exponential"] = new Dictionary<string, object?> { ["gamma"] = 0.9 } }];

    private static readonly Dictionary<string, (string Key, object? Value)[]> Arguments = new(StringComparer.Ordinal)
    {
        ["step"] = [("step_size", 3)],
        ["multi_step"] = [("milestones", new List<object?> { 2, 5 })],
        ["exponential"] = [("gamma", 0.9)],
        ["cosine_annealing_warm_restarts"] = [("t_0", 7), ("t_mult", 2)],
        ["cyclic"] = [("max_lr", 0.5), ("step_size_up", 4)],
        ["reduce_on_plateau"] = [("patience", 1)],
        ["lambda"] = [("lr_lambda", "1 / (1 + step)")],
        ["multiplicative"] = [("lr_lambda", 0.95)],
        ["chained"] = [("schedules", Members)],
        ["sequential"] = [("schedules", Members), ("milestones", new List<object?> { 4 })],
        ["timm_cosine"] = [("t_initial", 7), ("cycle_limit", 3), ("cycle_mul", 2), ("warmup_t", 2), ("noise_range_t", 3)],
        ["timm_step"] = [("decay_t", 2.4), ("decay_rate", 0.9)],
        ["timm_multi_step"] = [("decay_t", new List<object?> { 2, 5 }), ("decay_rate", 0.5)],
        ["timm_plateau"] = [("patience_t", 1), ("warmup_t", 3), ("noise_range_t", new List<object?> { 5, 9 }), ("noise_type", "uniform")],
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
        var schedule = ScheduleTable.Standard.Create("cosine_annealing", Part("cosine_annealing", ("warmup", warmUp)))(new ScheduleContext([1.0], 14));

        var rates = Enumerable.Range(0, 15).Select(_ => Next(schedule)).ToArray();

        Assert.Equal(0.25, rates[0], 1e-15);
        Assert.Equal(1, rates[4], 1e-15);
        Assert.Equal(0.5, rates[9], 1e-12);
        Assert.Equal(0, rates[14], 1e-15);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WarmUp_RisesToTheFirstRateOfAnySchedule_WhichFollows(string name)
    {
        var warmUp = new Dictionary<string, object?> { ["epochs"] = 1.5, ["start_lr"] = 1e-4 };
        var context = new ScheduleContext([0.1, 0.4], 46) { StepsPerEpoch = 4 };
        var schedule = ScheduleTable.Standard.Create(name, Part(name, [("warmup", warmUp), .. Arguments.GetValueOrDefault(name, [])]))(context);
        var main = ScheduleTable.Standard.Create(name, Part(name, Arguments.GetValueOrDefault(name, [])))(context with { TotalSteps = 40 });

        for (var step = 0; step < 6; step++)
        {
            Assert.Equal(1e-4 + ((main.CurrentLr[1] - 1e-4) * step / 6), schedule.CurrentLr[1], 1e-15);
            Assert.Equal(main.CurrentMomentum, schedule.CurrentMomentum);
            schedule.Step(step);
        }

        for (var step = 0; step < 20; step++)
        {
            Assert.Equal(main.CurrentLr, schedule.CurrentLr);
            Assert.Equal(main.CurrentMomentum, schedule.CurrentMomentum);
            var resumed = ScheduleTable.Standard.Create(name, Part(name, [("warmup", warmUp), .. Arguments.GetValueOrDefault(name, [])]))(context);
            resumed.Load(schedule.Save());
            schedule.Step(step % 7);
            resumed.Step(step % 7);
            main.Step(step % 7);
            Assert.Equal(schedule.CurrentLr, resumed.CurrentLr);
        }
    }

    [Fact]
    public void WarmUp_WithoutOrWithTwoLengths_IsAnError()
    {
        string Code(params (string Key, object? Value)[] values) =>
            Assert.Throws<FoldlineException>(() => ScheduleTable.Standard.Create("constant", Part("constant", ("warmup", values.ToDictionary(pair => pair.Key, pair => pair.Value))))).Code;

        Assert.Equal("FL1012", Code());
        Assert.Equal("FL1012", Code(("steps", 3), ("epochs", 1)));
        Assert.Equal("FL1012", Code(("steps", 0)));
        Assert.Equal("FL1012", Code(("steps", 3), ("start_lr", 0.1), ("start_factor", 0.1)));
        Assert.Equal("FL1010", Code(("steps", 3), ("start", 0.1)));
    }

    [Fact]
    public void Sequential_GivesMembersTheLengthOfTheirPart()
    {
        var members = new List<object?> { "polynomial", "cosine_annealing" };
        var schedule = ScheduleTable.Standard.Create("sequential", Part("sequential", ("schedules", members), ("milestones", 4)))(new ScheduleContext([1.0], 14));

        var rates = Enumerable.Range(0, 15).Select(_ => Next(schedule)).ToArray();

        Assert.Equal(0.25, rates[3], 1e-12);
        Assert.Equal(1, rates[4], 1e-12);
        Assert.Equal(0.5, rates[9], 1e-12);
        Assert.Equal(0, rates[14], 1e-12);
    }

    [Theory]
    [InlineData("reduce_on_plateau")]
    [InlineData("one_cycle")]
    public void Chained_WithAMemberThatHasAMemory_IsAnError(string member)
    {
        var factory = ScheduleTable.Standard.Create("chained", Part("chained", ("schedules", new List<object?> { "constant", member })));

        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => factory(new ScheduleContext([1.0], 14))).Code);
    }

    [Fact]
    public void Lambda_ThatLeavesTheNumbers_NamesTheStep()
    {
        var factory = ScheduleTable.Standard.Create("lambda", Part("lambda", ("lr_lambda", "1 / (3 - step)")));
        var schedule = factory(new ScheduleContext([1.0], 14));
        schedule.Step();
        schedule.Step();

        Assert.Contains("step 3", Assert.Throws<FoldlineException>(schedule.Step).Message);
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
    [InlineData("exponential_anneal_with_floor", "rate", -0.1)]
    [InlineData("lambda", "lr_lambda", "0.9 ** ")]
    [InlineData("multiplicative", "lr_lambda", "0.9 epoch")]
    [InlineData("sequential", "schedules", 5)]
    [InlineData("chained", "schedules", new object[] { 3 })]
    [InlineData("chained", "schedules", new object[] { })]
    [InlineData("timm_cosine", "cycle_limit", -1)]
    [InlineData("timm_cosine", "noise_pct", 0)]
    [InlineData("timm_poly", "power", -1)]
    [InlineData("timm_tanh", "lb", "low")]
    [InlineData("timm_step", "decay_t", 0)]
    [InlineData("timm_multi_step", "decay_t", 0.5)]
    [InlineData("timm_plateau", "decay_rate", 1)]
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
