using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Torch.Nn;

public sealed class RecomputationTests : IDisposable
{
    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();

    public void Dispose()
    {
        scope.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(live, Tensor.Live);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_GivesTheGradientsOfThePlainPass(bool cast)
    {
        var plain = Gradients(recomputed: false, cast);
        var again = Gradients(recomputed: true, cast);
        Assert.Equal(plain, again);
    }

    [Fact]
    public void Backward_InputWithoutGradient_StillTrainsTheLayer()
    {
        using var layer = Make();
        layer.IsRecomputed = true;
        layer.Invoke(Input()).Sum().Backward();
        Assert.All(layer.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void Backward_LeavesGeneratorAndStatisticsAsAfterOnePass()
    {
        using var generator = TorchGenerator.Default(Device.Cpu);
        var states = new List<byte[]>();
        var means = new List<float[]>();
        foreach (var recomputed in new[] { false, true })
        {
            generator.Seed(3);
            using var layer = Make();
            layer.IsRecomputed = recomputed;
            layer.Invoke(Input()).Sum().Backward();
            states.Add(generator.GetState());
            means.Add(layer.StateDict()["1.running_mean"].ToArray<float>());
            Assert.Equal(1, layer.StateDict()["1.num_batches_tracked"].ToDouble());
        }

        Assert.Equal(states[0], states[1]);
        Assert.Equal(means[0], means[1]);
    }

    [Fact]
    public void Forward_KeepsLessMemory()
    {
        long Kept(bool recomputed)
        {
            using var inner = new TensorScope();
            using var layer = Make();
            layer.IsRecomputed = recomputed;
            var input = Aten.Zeros([8, 4, 64, 64]);
            using var meter = new CpuMemoryMeter();
            layer.Invoke(input);
            return meter.Current;
        }

        var map = 8 * 4 * 64 * 64 * sizeof(float);
        Assert.InRange(Kept(recomputed: true), map, map * 5 / 4);
        Assert.True(Kept(recomputed: false) > 3 * map);
    }

    [Fact]
    public void Meter_CountsWhatIsAliveAndTheMost()
    {
        using var meter = new CpuMemoryMeter();
        using (Aten.Zeros([1 << 20]))
            Assert.InRange(meter.Current, 1 << 22, (1 << 22) + 4096);
        Assert.Equal(0, meter.Current);
        Assert.InRange(meter.Peak, 1 << 22, (1 << 22) + 4096);
    }

    [Fact]
    public void Backward_ErrorInside_ReachesTheCaller()
    {
        using var layer = new FailsTheSecondTime();
        var output = Recomputation.Run(layer, Input());
        var error = Assert.Throws<InvalidDataException>(() => output.Sum().Backward());
        Assert.Equal("the second time", error.Message);
    }

    [Fact]
    public void Backward_Twice_NeedsTheGraphKept()
    {
        using var layer = Make();
        var loss = Recomputation.Run(layer, Input()).Sum();
        loss.Backward(retainGraph: true);
        var once = layer.Parameters()[0].Grad!.ToArray<float>();
        loss.Backward();
        Assert.Equal(once.Select(value => 2 * value), layer.Parameters()[0].Grad!.ToArray<float>());
        Assert.Throws<FoldlineException>(() => loss.Backward());
    }

    [Fact]
    public void Run_WithoutGradients_IsThePlainPass()
    {
        using var layer = Make();
        layer.Eval();
        using var noGrad = GradMode.NoGrad();
        Assert.Equal(layer.Forward(Input()).ToArray<float>(), Recomputation.Run(layer, Input()).ToArray<float>());
    }

    private static Sequential Make()
    {
        using var draws = new TorchGenerator(9);
        var layers = new Sequential(
            new Conv2d(4, 4, 3, new Conv2dOptions { Padding = 1 }),
            new BatchNorm2d(4),
            new Activation(ActivationKind.Silu, inPlace: false),
            new Dropout(0.3),
            new Conv2d(4, 4, 1),
            new DropPath(0.3));
        layers.Initialize(draws);
        return layers;
    }

    private static Tensor Input()
    {
        using var draws = new TorchGenerator(5);
        return Aten.Empty([4, 4, 8, 8], dtype: DType.Float32).NormalInPlace(0, 1, draws);
    }

    private static List<float> Gradients(bool recomputed, bool cast)
    {
        using var generator = TorchGenerator.Default(Device.Cpu);
        generator.Seed(3);
        using var first = Make();
        using var second = Make();
        first.IsRecomputed = second.IsRecomputed = recomputed;
        var input = Input();
        input.RequiresGrad = true;
        Tensor loss;
        using (cast ? new Autocast(DeviceKind.Cpu, DType.BFloat16) : null)
            loss = second.Invoke(first.Invoke(input)).To(DType.Float32).Pow(2).Sum();
        loss.Backward();
        Tensor[] all = [input, .. first.Parameters(), .. second.Parameters()];
        return [.. all.SelectMany(tensor => tensor.Grad!.ToArray<float>())];
    }

    private sealed class FailsTheSecondTime : Layer
    {
        private readonly Tensor weight;
        private int runs;

        public FailsTheSecondTime() => weight = Parameter("weight", Aten.Ones([1]));

        public override Tensor Forward(Tensor input) => ++runs == 1 ? input * weight : throw new InvalidDataException("the second time");
    }
}
