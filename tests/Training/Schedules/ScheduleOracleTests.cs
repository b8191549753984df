using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Training.Schedules;

namespace Foldline.Tests.Training.Schedules;

[Trait("kind", "oracle")]
public sealed class ScheduleOracleTests
{
    private const string File = "numeric/schedulers";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["StepLR"] = "step",
        ["MultiStepLR"] = "multi_step",
        ["ConstantLR"] = "constant",
        ["LinearLR"] = "linear",
        ["ExponentialLR"] = "exponential",
        ["PolynomialLR"] = "polynomial",
        ["CosineAnnealingLR"] = "cosine_annealing",
        ["CosineAnnealingWarmRestarts"] = "cosine_annealing_warm_restarts",
        ["CosineAnnealingWarmRestarts_sampled"] = "cosine_annealing_warm_restarts",
        ["OneCycleLR"] = "one_cycle",
        ["CyclicLR"] = "cyclic",
        ["ReduceLROnPlateau"] = "reduce_on_plateau",
        ["LambdaLR"] = "lambda",
        ["MultiplicativeLR"] = "multiplicative",
        ["exponential_anneal_with_floor"] = "exponential_anneal_with_floor",
        ["timm_CosineLRScheduler"] = "timm_cosine",
        ["timm_StepLRScheduler"] = "timm_step",
        ["timm_MultiStepLRScheduler"] = "timm_multi_step",
        ["timm_PolyLRScheduler"] = "timm_poly",
        ["timm_TanhLRScheduler"] = "timm_tanh",
        ["timm_PlateauLRScheduler"] = "timm_plateau",
    };

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Schedule_EqualsTheReference(string id)
    {
        var item = Oracle.Case(File, id);
        var kind = item.GetProperty("kind").GetString()!;
        switch (kind)
        {
            case "CosineAnnealingWarmRestarts_sampled":
                CheckSampled(item, (CosineWarmRestartsSchedule)Create(kind, item));
                break;
            case "CosineAnnealingWarmRestarts_epoch_argument":
                CheckBetweenSteps(item, (CosineWarmRestartsSchedule)Create("CosineAnnealingWarmRestarts", item));
                break;
            case "ReduceLROnPlateau":
                CheckPlateau(item, (PlateauSchedule)Create(kind, item));
                break;
            case "OneCycleLR":
                CheckTrace(item, Create(kind, item), item.GetProperty("total_steps").GetInt32() - 1);
                CheckEnd(item, Create(kind, item));
                break;
            case "SequentialLR":
                CheckTrace(item, Create("sequential", [Parts(item), new("milestones", Value(item.GetProperty("milestones")))], BaseLr(item)));
                break;
            case "ChainedScheduler":
                CheckTrace(item, Create("chained", [Parts(item)], BaseLr(item)));
                break;
            case "ramp_sustain_decay":
                CheckTrace(item, RampSustainDecay(item), item.GetProperty("lr").GetArrayLength() - 1);
                break;
            case "exponential_anneal_with_floor":
                CheckTrace(item, Create(kind, item), item.GetProperty("lr").GetArrayLength() - 1);
                break;
            case "timm_PlateauLRScheduler":
                CheckTimmPlateau(item, Create(kind, item));
                break;
            case var timm when timm.StartsWith("timm_", StringComparison.Ordinal):
                CheckTrace(item, Create(kind, item), item.GetProperty("lr").GetArrayLength() - 1);
                break;
            default:
                CheckTrace(item, Create(kind, item));
                break;
        }
    }

    private static void CheckTrace(JsonElement item, Schedule schedule, int? steps = null)
    {
        var count = steps ?? item.GetProperty("steps").GetInt32();
        var groups = item.TryGetProperty("groups", out var all) ? [.. all.EnumerateArray().Select(group => group.Numbers())] : new[] { item.GetProperty("lr").Numbers() };
        var momentum = item.TryGetProperty("momentum", out var cycled) && cycled.ValueKind == JsonValueKind.Array ? cycled.Numbers() : null;
        Assert.Equal(count + 1, groups[0].Length);
        Assert.True(cycled.ValueKind != JsonValueKind.Null || schedule.CurrentMomentum is null);
        for (var k = 0; k <= count; k++)
        {
            if (k > 0)
                schedule.Step();
            for (var group = 0; group < groups.Length; group++)
                Equal(groups[group][k], schedule.CurrentLr[group]);
            if (momentum is not null)
                Equal(momentum[k], schedule.CurrentMomentum![0]);
        }
    }

    private static void CheckEnd(JsonElement item, Schedule schedule)
    {
        var total = item.GetProperty("total_steps").GetInt32();
        for (var k = 0; k < total; k++)
            schedule.Step();

        var extra = item.GetProperty("scheduler_step_number_total_and_total_plus_1");
        var expected = extra[0].GetProperty("lr").Numbers();
        for (var group = 0; group < expected.Length; group++)
            Equal(expected[group], schedule.CurrentLr[group]);
        Assert.True(extra[1].TryGetProperty("error", out _));
        Assert.Equal("FL5202", Assert.Throws<FoldlineException>(schedule.Step).Code);
    }

    private static void CheckSampled(JsonElement item, CosineWarmRestartsSchedule schedule)
    {
        var at = item.GetProperty("at").Integers();
        var expected = item.GetProperty("lr").Numbers();
        for (var i = 0; i < at.Length; i++)
        {
            while (schedule.StepCount < at[i])
                schedule.Step();
            Equal(expected[i], schedule.CurrentLr[0]);
        }
    }

    private static void CheckBetweenSteps(JsonElement item, CosineWarmRestartsSchedule schedule)
    {
        var expected = item.GetProperty("lr").Numbers();
        var times = item.GetProperty("epochs").Numbers();
        for (var i = 0; i < times.Length; i++)
            Equal(expected[i], schedule.LrAt(0, times[i]));
    }

    private static void CheckPlateau(JsonElement item, PlateauSchedule schedule)
    {
        var metrics = item.GetProperty("metrics").Numbers();
        var expected = item.GetProperty("lr").Numbers();
        var states = item.GetProperty("state_best_bad_cooldown");
        Equal(expected[0], schedule.CurrentLr[0]);
        for (var k = 0; k < metrics.Length; k++)
        {
            schedule.Step(metrics[k]);
            Equal(expected[k + 1], schedule.CurrentLr[0]);
            Assert.Equal(states[k].Numbers(), new double[] { schedule.Best, schedule.BadSteps, schedule.CooldownLeft });
        }
    }

    private static void CheckTimmPlateau(JsonElement item, Schedule schedule)
    {
        var metrics = item.GetProperty("metrics").Numbers();
        var expected = item.GetProperty("lr").Numbers();
        Equal(expected[0], schedule.CurrentLr[0]);
        for (var k = 0; k < metrics.Length; k++)
        {
            schedule.Step(metrics[k]);
            Equal(expected[k + 1], schedule.CurrentLr[0]);
        }
    }

    private static Schedule Create(string kind, JsonElement item)
    {
        Assert.True(Names.TryGetValue(kind, out var name), $"Unknown kind '{kind}'.");
        return Create(name!, item.GetProperty("params"), BaseLr(item));
    }

    private static Schedule Create(string name, JsonElement parameters, ImmutableArray<double> baseLr) => Create(name, Arguments(name, parameters), baseLr);

    private static Schedule Create(string name, IEnumerable<KeyValuePair<string, object?>> arguments, ImmutableArray<double> baseLr) =>
        ScheduleTable.Standard.Create(name, new PartArguments(name, arguments))(new ScheduleContext(baseLr, 1000));

    // The base rate of a cyclic schedule or an anneal is that of the optimizer's group, and 'every' says what a step is.
    private static IEnumerable<KeyValuePair<string, object?>> Arguments(string name, JsonElement parameters) => parameters.EnumerateObject()
        .Where(property => !((name == "cyclic" && property.NameEquals("base_lr")) || property.NameEquals("start") || property.NameEquals("t_in_epochs")))
        .Select(property => property.NameEquals("lambda")
            ? KeyValuePair.Create("lr_lambda", (object?)property.Value.GetString()!.Replace("is odd", "% 2 == 1", StringComparison.Ordinal).Replace("is even", "% 2 == 0", StringComparison.Ordinal))
            : KeyValuePair.Create(property.Name.ToLowerInvariant(), Value(property.Value)));

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        _ => null,
    };

    private static KeyValuePair<string, object?> Parts(JsonElement item)
    {
        var parts = item.GetProperty("parts").EnumerateArray().Select(part => (Name: Names[part.GetProperty("type").GetString()!], Parameters: part.GetProperty("params")));
        return new("schedules", parts.Select(part => (object?)new Dictionary<string, object?> { [part.Name] = Arguments(part.Name, part.Parameters).ToList() }).ToList());
    }

    private static ImmutableArray<double> BaseLr(JsonElement item)
    {
        var value = item.TryGetProperty("base_lr", out var own) || item.GetProperty("params").TryGetProperty("base_lr", out own) ? own : item.GetProperty("params").GetProperty("start");
        return value.ValueKind == JsonValueKind.Array ? [.. value.Numbers()] : [value.Number()];
    }

    private static Schedule RampSustainDecay(JsonElement item)
    {
        var parameters = item.GetProperty("params");
        string[] keys = ["lr_start", "lr_min", "ramp_epochs", "sustain_epochs", "decay"];
        var values = keys.Select(key => KeyValuePair.Create(key, (object?)parameters.GetProperty(key).GetDouble()));
        var highest = parameters.GetProperty("lr_max_per_sample").GetDouble() * parameters.GetProperty("replicas").GetDouble() * parameters.GetProperty("batch_size").GetDouble();
        return ScheduleTable.Standard.Create("ramp_sustain_decay", new PartArguments("ramp_sustain_decay", values))(new ScheduleContext([highest], 1));
    }

    private static void Equal(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Abs(expected), $"{actual:R} is not {expected:R}");
}
