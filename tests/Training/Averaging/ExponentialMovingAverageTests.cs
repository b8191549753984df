using System.Text.Json;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Averaging;

namespace Foldline.Tests.Training.Averaging;

public sealed class ExponentialMovingAverageTests
{
    private const string File = "numeric/optimizers";

    public static TheoryData<string> Ids => Oracle.Ids(File, "ema_dynamic_decay");

    [Theory]
    [Trait("kind", "oracle")]
    [MemberData(nameof(Ids))]
    public void Update_EqualsTheReference(string id)
    {
        var before = Tensor.Live;
        var item = Oracle.Case(File, id);
        Check(item, DType.Float64, item.GetProperty("float64"), 1e-12, 0);
        Check(item, DType.Float32, item.GetProperty("float32"), 1e-5, 1e-6);
        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Assign_GivesAveragedWeightsAndStatistics_ResumeGivesTheOwnOnesBack()
    {
        var before = Tensor.Live;
        using (var model = new Sample(DType.Float32))
        using (var average = new ExponentialMovingAverage(model, 0.5, dynamic: false))
        {
            model.Set(2, 4, 7);
            average.Update();

            average.Assign();
            Assert.Equal((1.0, 2.0, 7L), model.Values);
            Assert.True(model.Weight.RequiresGrad && model.Weight.IsLeaf);
            average.Resume();
            Assert.Equal((2.0, 4.0, 7L), model.Values);

            model.Set(3, 6, 8);
            average.Update();
            average.Assign();
            Assert.Equal((2.0, 4.0, 8L), model.Values);
            average.Resume();
        }

        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Assign_OfWeightsWithTwoNames_GivesBothTheAverage_ResumeTheOwn()
    {
        using var scope = new TensorScope();
        using var model = new Twofold();
        using var average = new ExponentialMovingAverage(model, 0.5, dynamic: false);
        model.Layer.Weight.Detach().FillInPlace(4);
        average.Update();

        Assert.All(average.StateDict(model).Where(entry => entry.Key.EndsWith("weight", StringComparison.Ordinal)), entry => Assert.Equal(2, entry.Value.ToDouble()));
        average.Assign();
        Assert.Equal(2, model.Layer.Weight.ToDouble());
        average.Resume();
        Assert.Equal(4, model.Layer.Weight.ToDouble());
    }

    [Fact]
    public void Assign_ThenTraining_StepsOnTheOwnWeights()
    {
        using var scope = new TensorScope();
        using var model = new Sample(DType.Float32);
        using var average = new ExponentialMovingAverage(model, 0.9);
        model.Set(2, 0, 0);
        average.Assign();
        average.Resume();

        (model.Weight * model.Weight).Sum().Backward();

        Assert.Equal(4, model.Weight.Grad!.ToArray<double>()[0]);
    }

    [Fact]
    public void Assign_TwiceOrResumeWithoutAssign_IsAnError()
    {
        using var model = new Sample(DType.Float32);
        using var average = new ExponentialMovingAverage(model, 0.9);

        Assert.Equal("FL5602", Assert.Throws<FoldlineException>(average.Resume).Code);
        average.Assign();
        Assert.Equal("FL5601", Assert.Throws<FoldlineException>(average.Assign).Code);
        Assert.Equal("FL5601", Assert.Throws<FoldlineException>(average.Update).Code);
        Assert.Equal("FL5601", Assert.Throws<FoldlineException>(() => average.Shadows).Code);
        average.Resume();
        Assert.Equal("FL5602", Assert.Throws<FoldlineException>(average.Resume).Code);
    }

    [Fact]
    public void Load_ContinuesWithTheSameValues()
    {
        using var scope = new TensorScope();
        using var model = new Sample(DType.Float32);
        using var whole = new ExponentialMovingAverage(model, 0.999);
        model.Set(1, 2, 3);
        whole.Update();
        using var resumed = new ExponentialMovingAverage(model, 0.999);
        resumed.Load(whole.Shadows, whole.Updates);
        model.Set(5, 6, 7);
        whole.Update();
        resumed.Update();

        Assert.Equal(whole.Updates, resumed.Updates);
        Assert.Equal(whole.Shadows["weight"].ToArray<float>(), resumed.Shadows["weight"].ToArray<float>());
        Assert.Equal("FL5603", Assert.Throws<FoldlineException>(() => resumed.Load(new Dictionary<string, Tensor>(), 1)).Code);
    }

    [Fact]
    public void Assign_KeepsChannelsLast()
    {
        using var scope = new TensorScope();
        using var model = new Conv2d(4, 8, 3);
        using (GradMode.NoGrad())
            model.StateDict()["weight"].FillInPlace(1);
        model.To(MemoryFormat.ChannelsLast);
        using var average = new ExponentialMovingAverage(model, 0.9);
        average.Assign();
        Assert.True(model.StateDict()["weight"].IsContiguous(MemoryFormat.ChannelsLast));
        average.Resume();
        Assert.True(model.StateDict()["weight"].IsContiguous(MemoryFormat.ChannelsLast));
    }

    private static void Check(JsonElement item, DType type, JsonElement expected, double relative, double absolute)
    {
        var values = item.GetProperty("values").EnumerateArray().Select(step => step.Numbers()).ToArray();
        var trace = expected.EnumerateArray().Select(step => step.Numbers()).ToArray();
        using var scope = new TensorScope();
        using var model = new Vector(Tensor.FromArray(values[0]).To(type));
        using var average = new ExponentialMovingAverage(model, item.GetProperty("decay").GetDouble(), item.GetProperty("use_dynamic_decay").GetBoolean());
        Assert.Equal(values.Length, trace.Length + 1);
        for (var step = 0; step < trace.Length; step++)
        {
            using (GradMode.NoGrad())
                model.Values.CopyInPlace(Tensor.FromArray(values[step + 1]));
            average.Update();
            var actual = average.Shadows["values"].ToArray<double>();
            for (var i = 0; i < actual.Length; i++)
                Assert.True(Math.Abs(trace[step][i] - actual[i]) <= (relative * Math.Abs(trace[step][i])) + absolute, $"step {step}: {actual[i]:R} is not {trace[step][i]:R}");
        }
    }

    private sealed class Vector : Module
    {
        public Vector(Tensor start) => Values = Parameter("values", start);

        public Tensor Values { get; }
    }

    private sealed class Twofold : Module
    {
        public Twofold()
        {
            Layer = Share("other", Register("own", new Linear(1, 1)));
            using var noGrad = GradMode.NoGrad();
            Layer.Weight.ZeroInPlace();
            Layer.Bias!.ZeroInPlace();
        }

        public Linear Layer { get; }
    }

    private sealed class Sample : Module
    {
        private readonly Tensor mean;
        private readonly Tensor count;

        public Sample(DType type)
        {
            Weight = Parameter("weight", Aten.Zeros([1], dtype: type));
            mean = Buffer("running_mean", Aten.Zeros([1], dtype: type));
            count = Buffer("num_batches_tracked", Aten.Zeros([], dtype: DType.Int64));
        }

        public Tensor Weight { get; }

        public (double Weight, double Mean, long Count) Values => (Weight.Item<float>(), mean.Item<float>(), count.Item<long>());

        public void Set(double weight, double runningMean, long batches)
        {
            using var noGrad = GradMode.NoGrad();
            Weight.FillInPlace(weight);
            mean.FillInPlace(runningMean);
            count.FillInPlace(batches);
        }
    }
}
