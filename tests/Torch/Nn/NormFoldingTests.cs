using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Tracing;

namespace Foldline.Tests.Torch.Nn;

public sealed class NormFoldingTests : IDisposable
{
    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();
    private readonly TorchGenerator generator = new(11);

    public void Dispose()
    {
        generator.Dispose();
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Fold_Convolution_GivesTheSame(int groups, bool bias) =>
        CheckFolds(new Sequential(new Conv2d(4, 6, 3, new Conv2dOptions { Groups = groups, Bias = bias, Padding = 1 }), new BatchNorm2d(6)), [2, 4, 5, 5]);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Fold_TransposedConvolution_GivesTheSame(int groups, bool bias) =>
        CheckFolds(new Sequential(new ConvTranspose2d(4, 6, 2, new Conv2dOptions { Groups = groups, Bias = bias, Stride = 2 }), new BatchNorm2d(6)), [2, 4, 5, 5]);

    [Fact]
    public void Fold_Linear_GivesTheSame() => CheckFolds(new Sequential(new Linear(4, 6), new BatchNorm2d(6)), [3, 4]);

    [Fact]
    public void Fold_LinearOverTokens_GivesTheSame() => CheckFolds(new Sequential(new Linear(4, 6, bias: false), new TokenRows(), new BatchNorm2d(6)), [3, 5, 4]);

    [Fact]
    public void Fold_NormWithoutWeights_GivesTheSame() =>
        CheckFolds(new Sequential(new Conv2d(4, 6, 1), new BatchNorm2d(6, affine: false), new Activation(ActivationKind.Relu)), [2, 4, 5, 5]);

    [Fact]
    public void Fold_OutputUsedElsewhere_LeavesTheNorm() => CheckStays(new Branching(readsTwice: true));

    [Fact]
    public void Fold_OutputUsedOnce_FoldsTheSameModule()
    {
        using var model = Drawn(new Branching(readsTwice: false));
        Assert.Equal(1, NormFolding.Fold(model, () => [model.Forward(Input(2, 3, 4, 4))]));
    }

    [Fact]
    public void Fold_SharedConvolution_LeavesTheNorm() => CheckStays(new Shared());

    [Fact]
    public void Fold_NormBeforeTheConvolution_LeavesTheNorm() => CheckStays(new Sequential(new BatchNorm2d(3), new Conv2d(3, 3, 1)));

    [Fact]
    public void Fold_OutputShownToTheCaller_LeavesTheNorm()
    {
        using var model = Drawn(new Branching(readsTwice: false));
        Assert.Equal(0, NormFolding.Fold(model, () => [model.Forward(Input(2, 3, 4, 4))], () => [model.Conv.Forward(Input(2, 3, 4, 4))]));
    }

    [Fact]
    public void Fold_Twice_DoesNothingMore()
    {
        using var model = Drawn(new Branching(readsTwice: false));
        Func<IEnumerable<Tensor>> pass = () => [model.Forward(Input(2, 3, 4, 4))];
        Assert.Equal(1, NormFolding.Fold(model, pass));
        var once = model.Forward(Input(2, 3, 4, 4)).ToArray<float>();
        Assert.Equal(0, NormFolding.Fold(model, pass));
        Assert.Equal(once, model.Forward(Input(2, 3, 4, 4)).ToArray<float>());
    }

    [Fact]
    public void Fold_ThenTraining_IsRefused()
    {
        using var model = Drawn(new Branching(readsTwice: false));
        NormFolding.Fold(model, () => [model.Forward(Input(2, 3, 4, 4))]);
        Assert.Equal(["conv.weight", "conv.bias"], model.StateDict().Keys);
        model.Train();
        Assert.Throws<InvalidOperationException>(() => model.Forward(Input(2, 3, 4, 4)));
    }

    [Fact]
    public void Trace_FollowsTensorsThroughCalls()
    {
        using var trace = new OperatorTrace();
        var input = Input(2, 3);
        var doubled = input * 2;
        doubled.ReluInPlace();
        Aten.Cat([doubled, input], dim: 1);

        Assert.Equal(["aten::relu_", "aten::cat"], trace.Calls.Skip(trace.Calls.Count - 2).Select(call => call.Name));
        var cat = trace.Calls[^1];
        Assert.Equal([trace.IdOf(doubled), trace.IdOf(input)], cat.Inputs.Select(entry => (long?)entry.Tensor.Id));
        Assert.Equal([2, 6], cat.Outputs[0].Shape);
        Assert.Equal(12, cat.Outputs[0].Count);
    }

    private static Tensor Input(params long[] shape)
    {
        using var draws = new TorchGenerator(5);
        return Aten.Empty(shape, dtype: DType.Float32).NormalInPlace(0, 1, draws);
    }

    private T Drawn<T>(T model)
        where T : Module
    {
        model.Initialize(generator);
        using var noGrad = GradMode.NoGrad();
        foreach (var (name, tensor) in model.StateDict())
        {
            if (tensor.Rank == 1)
                Init.Uniform(tensor, generator, name.EndsWith("var", StringComparison.Ordinal) ? 0.5 : -1, 2);
        }

        return model;
    }

    private void CheckFolds(Sequential layers, long[] shape)
    {
        using var model = Drawn(layers);
        model.Eval();
        using var noGrad = GradMode.NoGrad();
        var expected = model.Forward(Input(shape));
        Assert.Equal(1, NormFolding.Fold(model, () => [model.Forward(Input(shape))]));
        var difference = (model.Forward(Input(shape)) - expected).Abs().Max().ToDouble();
        Assert.True(difference < 1e-5, $"{difference}");
    }

    private void CheckStays(Layer layer)
    {
        using var model = Drawn(layer);
        model.Eval();
        var expected = model.Forward(Input(2, 3, 4, 4)).ToArray<float>();
        Assert.Equal(0, NormFolding.Fold(model, () => [model.Forward(Input(2, 3, 4, 4))]));
        Assert.Equal(expected, model.Forward(Input(2, 3, 4, 4)).ToArray<float>());
    }

    private sealed class TokenRows : Layer
    {
        public override Tensor Forward(Tensor input) => input.Flatten(0, 1);
    }

    private sealed class Branching : Layer
    {
        private readonly BatchNorm2d norm;
        private readonly bool readsTwice;

        public Branching(bool readsTwice)
        {
            this.readsTwice = readsTwice;
            Conv = Register("conv", new Conv2d(3, 3, 1, new Conv2dOptions { Bias = false }));
            norm = Register("norm", new BatchNorm2d(3));
        }

        public Conv2d Conv { get; }

        public override Tensor Forward(Tensor input)
        {
            using var inner = new TensorScope();
            var between = Conv.Forward(input);
            var output = norm.Forward(between);
            return inner.Keep(readsTwice ? output + between : output);
        }
    }

    private sealed class Shared : Layer
    {
        private readonly Conv2d conv;
        private readonly BatchNorm2d norm;

        public Shared()
        {
            conv = Register("conv", new Conv2d(3, 3, 1));
            norm = Register("norm", new BatchNorm2d(3));
        }

        public override Tensor Forward(Tensor input)
        {
            using var inner = new TensorScope();
            return inner.Keep(norm.Forward(conv.Forward(input)) + conv.Forward(input));
        }
    }
}
