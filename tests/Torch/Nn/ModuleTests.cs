using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Torch.Nn;

public sealed class ModuleTests : TensorTest
{
    [Fact]
    public void StateDict_HasPyTorchsNamesAndOrder()
    {
        using var net = new Net();

        Assert.Equal(
            [
                "scale", "counter", "stem.0.weight", "stem.1.weight", "stem.1.bias", "stem.1.running_mean", "stem.1.running_var",
                "stem.1.num_batches_tracked", "head.weight", "head.bias",
            ],
            net.StateDict().Keys);
        Assert.Equal(["scale", "stem.0.weight", "stem.1.weight", "stem.1.bias", "head.weight", "head.bias"], net.NamedParameters().Select(entry => entry.Key));
        Assert.Contains("hidden", net.NamedBuffers().Select(entry => entry.Key));
        Assert.Equal(1 + (4 * 3 * 9) + 4 + 4 + (2 * 4) + 2, net.CountParameters());
    }

    [Fact]
    public void LoadStateDict_CopiesEverything()
    {
        using var generator = new TorchGenerator(1);
        using var source = new Net();
        using var target = new Net();
        source.Initialize(generator);
        target.Initialize(generator);
        using (GradMode.NoGrad())
            source.StateDict()["counter"].FillInPlace(9);

        Assert.True(target.LoadStateDict(source.StateDict()).IsEmpty);
        foreach (var (name, tensor) in source.StateDict())
            Assert.Equal(tensor.ToArray<float>(), target.StateDict()[name].ToArray<float>());
        Assert.All(target.Parameters(), parameter => Assert.True(parameter.RequiresGrad && parameter.IsLeaf));
    }

    [Fact]
    public void LoadStateDict_ThatDoesNotFit_NamesWhatDiffersAndCopiesNothing()
    {
        using var net = new Net();
        using var generator = new TorchGenerator(1);
        net.Initialize(generator);
        var before = net.StateDict()["stem.1.weight"].ToArray<float>();
        var state = new OrderedDictionary<string, Tensor>(net.StateDict());
        state.Remove("head.bias");
        state["head.weight"] = Aten.Zeros([3, 4]);
        state["fc.weight"] = Aten.Zeros([1]);
        state["stem.1.weight"] = Aten.Zeros([4]);

        var e = Assert.Throws<FoldlineException>(() => net.LoadStateDict(state));

        Assert.Equal("FL2004", e.Code);
        Assert.Contains("1 missing: head.bias", e.Message, StringComparison.Ordinal);
        Assert.Contains("1 unexpected: fc.weight", e.Message, StringComparison.Ordinal);
        Assert.Contains("head.weight (model [2, 4], weights [3, 4])", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.StateDict()["stem.1.weight"].ToArray<float>());

        Assert.Equal(["fc.weight"], net.LoadStateDict(state, strict: false).Unexpected);
        Assert.Equal(new float[4], net.StateDict()["stem.1.weight"].ToArray<float>());
    }

    [Fact]
    public void Share_GivesAModuleASecondName_AndItsOwnerTheRest()
    {
        using var net = new Twofold();
        using var alone = new Linear(2, 2);
        net.Initialize(new TorchGenerator(1));
        alone.Initialize(new TorchGenerator(1));
        var state = net.StateDict();

        Assert.Equal(["own.weight", "own.bias", "other.weight", "other.bias"], state.Keys);
        Assert.Same(state["own.weight"], state["other.weight"]);
        Assert.Equal(alone.Weight.ToArray<float>(), state["own.weight"].ToArray<float>());
        Assert.Equal(["own.weight", "own.bias"], net.NamedParameters().Select(entry => entry.Key));
        Assert.Equal(["", "own"], net.Modules().Select(entry => entry.Key));
        Assert.Equal(6, net.CountParameters());
    }

    [Fact]
    public void TrainAndEval_ReachAllChildren()
    {
        using var net = new Net();
        net.Eval();
        Assert.All(net.Modules(), entry => Assert.False(entry.Value.Training));
        net.Train();
        Assert.All(net.Modules(), entry => Assert.True(entry.Value.Training));
    }

    [Fact]
    public void BatchNorm_OfOneValueAChannel_IsRefusedInTraining_AndKeepsItsStatistics()
    {
        using var scope = new TensorScope();
        using var norm = new BatchNorm2d(3);
        norm.Train();

        Assert.Equal("FL2005", Assert.Throws<FoldlineException>(() => norm.Forward(Aten.Ones([1, 3, 1, 1]))).Code);

        Assert.Equal([1f, 1f, 1f], norm.RunningVar.ToArray<float>());
        norm.Forward(Aten.Ones([1, 3, 2, 1]));
        norm.Eval();
        norm.Forward(Aten.Ones([1, 3, 1, 1]));
    }

    [Fact]
    public void BatchNorm_UsesTheBatchWhileTraining_AndTheRunningStatisticsAfterwards()
    {
        using var norm = new BatchNorm2d(1);
        norm.Initialize(new TorchGenerator(0));
        var x = Tensor.FromArray([1f, 3], 2, 1, 1, 1);

        Assert.Equal([-1.0, 1], norm.Forward(x).ToArray<double>().Select(value => Math.Round(value, 4)));
        Assert.Equal(0.2, norm.RunningMean.ToDouble(), 1e-6);
        Assert.Equal(0.9 + (0.1 * 2), norm.RunningVar.ToDouble(), 1e-6);
        Assert.Equal(1, norm.StateDict()["num_batches_tracked"].Item<long>());
        norm.Eval();
        Assert.Equal((1 - 0.2) / Math.Sqrt(1.1 + 1e-5), norm.Forward(x)[0].ToDouble(), 1e-5);
    }

    [Fact]
    public void Dropout_DropsAndScales_WhileTrainingOnly()
    {
        using var dropout = new Dropout(0.25);
        var ones = Aten.Ones([10_000]);
        var values = dropout.Forward(ones).ToArray<float>();

        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - (1 / 0.75f)) < 1e-6));
        Assert.InRange(values.Count(value => value == 0), 2200, 2800);
        dropout.Eval();
        Assert.Same(ones, dropout.Forward(ones));
    }

    [Fact]
    public void DropPath_DropsWholeSamples()
    {
        using var drop = new DropPath(0.5);
        var values = drop.Forward(Aten.Ones([64, 2, 3])).ToArray<float>();
        var samples = values.Chunk(6).ToList();

        Assert.All(samples, sample => Assert.Single(sample.Distinct()));
        Assert.Equal([0f, 2f], values.Distinct().Order());
    }

    [Fact]
    public void To_ChannelsLast_KeepsValuesObjectsAndGradients()
    {
        using var net = new Net();
        net.Initialize(new TorchGenerator(3));
        var weight = net.StateDict()["stem.0.weight"];
        var before = weight.ToArray<float>();
        net.To(MemoryFormat.ChannelsLast);

        Assert.Same(weight, net.StateDict()["stem.0.weight"]);
        Assert.True(weight.IsContiguous(MemoryFormat.ChannelsLast));
        Assert.Equal(before, weight.ToArray<float>());
        Assert.True(weight.RequiresGrad && weight.IsLeaf);
        net.Forward(Aten.Ones([1, 3, 5, 5])).Sum().Backward();
        Assert.NotNull(weight.Grad);
    }

    [Fact]
    public void Register_AgainUnderTheSameName_ReplacesAndFreesTheOldChild()
    {
        using var net = new Net();
        var old = net.Head;
        net.ReplaceHead(7);

        Assert.True(old.Weight.IsDisposed);
        Assert.Equal([7L, 4], net.StateDict()["head.weight"].Shape.ToArray());
    }

    [Fact]
    public void Sequential_FreesWhatLiesBetween()
    {
        using var layers = new Sequential(new Conv2d(3, 4, 3), new BatchNorm2d(4), new Activation(ActivationKind.Relu), new Flatten());
        layers.Initialize(new TorchGenerator(0));
        var x = Aten.Ones([1, 3, 4, 4]);
        using var noGrad = GradMode.NoGrad();
        var before = Tensor.Live;
        _ = layers.Forward(x);

        Assert.Equal(before + 1, Tensor.Live);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Recurrent_GivesAStatePerPosition(int gates)
    {
        using Layer layer = gates == 3 ? new Gru(3, 5, levels: 2) : new Lstm(3, 5, levels: 2);
        layer.Initialize(new TorchGenerator(0));
        var output = layer.Forward(Aten.Ones([2, 7, 3]));
        output.Sum().Backward();

        Assert.Equal([2L, 7, 5], output.Shape.ToArray());
        Assert.Equal(output[0].ToArray<float>(), output[1].ToArray<float>());
        Assert.All(layer.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void ConvTranspose_DoublesTheSize()
    {
        using var layer = new ConvTranspose2d(4, 2, 2, new Conv2dOptions { Stride = 2 });
        layer.Initialize(new TorchGenerator(0));

        Assert.Equal([1L, 2, 6, 10], layer.Forward(Aten.Ones([1, 4, 3, 5])).Shape.ToArray());
    }

    private sealed class Twofold : Module
    {
        public Twofold() => Share("other", Register("own", new Linear(2, 2)));
    }

    private sealed class Net : Layer
    {
        private readonly Sequential stem;

        public Net()
        {
            Parameter("scale", Aten.Ones([]));
            Buffer("counter", Aten.Zeros([], dtype: DType.Int64));
            Buffer("hidden", Aten.Zeros([2]), persistent: false);
            stem = Register("stem", new Sequential(new Conv2d(3, 4, 3, new Conv2dOptions { Bias = false }), new BatchNorm2d(4), new Activation(ActivationKind.Relu)));
            Head = Register("head", new Linear(4, 2));
        }

        public Linear Head { get; private set; }

        public void ReplaceHead(int classes) => Head = Register("head", new Linear(4, classes));

        public override Tensor Forward(Tensor input) => Head.Forward(stem.Forward(input).Mean([2, 3]));
    }
}
