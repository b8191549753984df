using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Training.Schedules;

namespace Foldline.Tests.Training.Schedules;

[Trait("kind", "oracle")]
public sealed class ScheduleOracleTests
{
    private const string File = "numeric/schedulers";

    // timm's schedulers come with the model zoo; MultiplicativeLR has no name in recipes.
    private static readonly string[] Later =
    [
        "timm_CosineLRScheduler", "timm_StepLRScheduler", "timm_MultiStepLRScheduler", "timm_PolyLRScheduler",
        "timm_TanhLRScheduler", "timm_PlateauLRScheduler", "MultiplicativeLR",
    ];

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
    };

    public static TheoryData<string> Ids => new(Oracle.Cases(File)
        .Where(item => !Later.Contains(item.GetProperty("kind").GetString(), StringComparer.Ordinal))
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
                CheckTrace(item, new SequentialSchedule(BaseLr(item), Parts(item), [.. item.GetProperty("milestones").Integers()]));
                break;
            case "ChainedScheduler":
                CheckTrace(item, new ChainedSchedule(BaseLr(item), Parts(item)));
                break;
            case "LambdaLR":
                CheckTrace(item, new FunctionSchedule(BaseLr(item), Function(item.GetProperty("params").GetProperty("lambda").GetString()!)));
                break;
            case "ramp_sustain_decay":
                CheckTrace(item, RampSustainDecay(item), item.GetProperty("lr").GetArrayLength() - 1);
                break;
            case "exponential_anneal_with_floor":
                CheckTrace(item, Anneal(item.GetProperty("params")), item.GetProperty("lr").GetArrayLength() - 1);
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

    private static Schedule Create(string kind, JsonElement item)
    {
        Assert.True(Names.TryGetValue(kind, out var name), $"Unknown kind '{kind}'.");
        return Create(name!, item.GetProperty("params"), BaseLr(item));
    }

    private static Schedule Create(string name, JsonElement parameters, ImmutableArray<double> baseLr)
    {
        // The base rate of a cyclic schedule is that of the optimizer's group.
        var values = parameters.EnumerateObject()
            .Where(property => !(name == "cyclic" && property.NameEquals("base_lr")))
            .Select(property => KeyValuePair.Create(property.Name.ToLowerInvariant(), Value(property.Value)));
        return ScheduleTable.Standard.Create(name, new PartArguments(name, values))(new ScheduleContext(baseLr, 1000));
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        _ => null,
    };

    private static List<Schedule> Parts(JsonElement item) =>
        [.. item.GetProperty("parts").EnumerateArray().Select(part => Create(Names[part.GetProperty("type").GetString()!], part.GetProperty("params"), BaseLr(item)))];

    private static ImmutableArray<double> BaseLr(JsonElement item)
    {
        var value = item.TryGetProperty("base_lr", out var own) ? own : item.GetProperty("params").GetProperty("base_lr");
        return value.ValueKind == JsonValueKind.Array ? [.. value.Numbers()] : [value.Number()];
    }

    private static Func<long, double> Function(string text) => text switch
    {
        "0.95**epoch" => epoch => Math.Pow(0.95, epoch),
        "1/(1+epoch)" => epoch => 1.0 / (1 + epoch),
        "0.5*(1+cos(pi*epoch/7))" => epoch => 0.5 * (1 + Math.Cos(Math.PI * epoch / 7)),
        _ => throw new NotSupportedException($"Unknown function '{text}'."),
    };

    private static Schedule RampSustainDecay(JsonElement item)
    {
        var parameters = item.GetProperty("params");
        string[] keys = ["lr_start", "lr_min", "ramp_epochs", "sustain_epochs", "decay"];
        var values = keys.Select(key => KeyValuePair.Create(key, (object?)parameters.GetProperty(key).GetDouble()));
        var highest = parameters.GetProperty("lr_max_per_sample").GetDouble() * parameters.GetProperty("replicas").GetDouble() * parameters.GetProperty("batch_size").GetDouble();
        return ScheduleTable.Standard.Create("ramp_sustain_decay", new PartArguments("ramp_sustain_decay", values))(new ScheduleContext([highest], 1));
    }

    private static ExponentialSchedule Anneal(JsonElement parameters) => new(
        [parameters.GetProperty("start").GetDouble()],
        Math.Exp(-parameters.GetProperty("rate").GetDouble()),
        parameters.GetProperty("floor").GetDouble());

    private static void Equal(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Abs(expected), $"{actual:R} is not {expected:R}");
}
