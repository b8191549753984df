using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Optim;

public sealed class OptimizerTests : IDisposable
{
    private const string Slow = "adam with lookahead";

    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();

    public static TheoryData<string> Names => new(OptimizerTable.Standard.Names.Append(Slow));

    public void Dispose()
    {
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_OnAQuadratic_LowersIt(string name)
    {
        var x = Leaf(1.0, -2.0, 3.0);
        using var optimizer = Make(name, x);
        var first = Loss(x);
        for (var i = 0; i < 20; i++)
            StepOnce(optimizer, x);

        Assert.True(Loss(x) < first);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadState_ContinuesBitForBit(string name)
    {
        var (x, y) = (Leaf(1.0, -2.0, 3.0), Leaf(0.0, 0.0, 0.0));
        using var original = Make(name, x);
        for (var i = 0; i < 5; i++)
            StepOnce(original, x);
        original.Groups[0].LearningRate *= 0.5;
        using var resumed = Make(name, y);
        using (GradMode.NoGrad())
            y.CopyInPlace(x);
        resumed.LoadState(original.State());
        for (var i = 0; i < 5; i++)
        {
            StepOnce(original, x);
            StepOnce(resumed, y);
        }

        Assert.Equal(x.ToArray<float>(), y.ToArray<float>());
        Assert.Equal(original.Groups[0].LearningRate, resumed.Groups[0].LearningRate);
        Assert.Equal(original.State().Scalars, resumed.State().Scalars);
        Assert.Equal(original.State().Tensors.Keys, resumed.State().Tensors.Keys);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_WithoutAGradient_LeavesParameterAndStateAlone(string name)
    {
        var (x, y) = (Leaf(1.0, 2.0), Leaf(5.0));
        using var optimizer = Make(name, x, y);
        for (var i = 0; i < 3; i++)
            StepOnce(optimizer, x);

        Assert.Equal(5f, y.Item<float>());
        Assert.DoesNotContain(optimizer.State().Scalars.Keys, key => key == "step.1");

        // From now on both have gradients, but different step counts.
        var alone = Leaf(5.0);
        using var reference = Make(name, alone);
        for (var i = 0; i < 3; i++)
        {
            optimizer.ZeroGrad();
            ((x * x).Sum() + (y * y).Sum()).Backward();
            optimizer.Step();
            StepOnce(reference, alone);
        }

        Assert.Equal(alone.Item<float>(), y.Item<float>());
        Assert.Equal(6, optimizer.State().Scalars["step.0"]);
        Assert.Equal(3, optimizer.State().Scalars["step.1"]);
    }

    [Fact]
    public void Step_LeavesGradientsAsTheyWere()
    {
        foreach (var name in OptimizerTable.Standard.Names)
        {
            var x = Leaf(1.0, -2.0, 3.0);
            // Climbing negates the gradients: a copy of them, not the parameters' own.
            var climbs = name is "sgd" or "adam" or "adamw" or "rmsprop" or "adagrad" or "rprop" or "asgd" or "lion";
            var arguments = new PartArguments(name, [.. name == "rprop" ? [] : new[] { KeyValuePair.Create("weight_decay", (object?)0.1) }, new(climbs ? "maximize" : "lr", climbs ? true : 0.01)]);
            using var optimizer = OptimizerTable.Standard.Create(name, arguments)([new ParameterGroup([x])]);
            (x * x).Sum().Backward();
            optimizer.Step();

            Assert.Equal([2f, -4f, 6f], x.Grad!.ToArray<float>());
        }
    }

    [Fact]
    public void ZeroGrad_RemovesGradients()
    {
        var x = Leaf(1.0);
        using var optimizer = Make("sgd", x);
        (x * x).Sum().Backward();
        optimizer.ZeroGrad();

        Assert.Null(x.Grad);
    }

    [Fact]
    public void LoadState_OfOtherParameters_IsAnErrorAndChangesNothing()
    {
        var (x, y) = (Leaf(1.0, 2.0), Leaf(1.0, 2.0, 3.0));
        using var source = Make("adam", x);
        using var target = Make("adam", y);
        StepOnce(source, x);
        StepOnce(target, y);
        var before = target.State().Tensors["exp_avg.0"].ToArray<float>();

        var e = Assert.Throws<FoldlineException>(() => target.LoadState(source.State()));

        Assert.Equal("FL2010", e.Code);
        Assert.Equal("exp_avg.0", e.Facts["key"]);
        Assert.Equal(before, target.State().Tensors["exp_avg.0"].ToArray<float>());
    }

    [Fact]
    public void Constructor_RefusesAParameterGivenTwice()
    {
        var x = Leaf(1.0);

        Assert.Throws<ArgumentException>(() => new Sgd([new ParameterGroup([x]), new ParameterGroup([x])], new SgdOptions()));
        Assert.Throws<ArgumentException>(() => new Sgd([], new SgdOptions()));
    }

    [Fact]
    public void Groups_KeepTheirOwnRates()
    {
        var (x, y) = (Leaf(1.0), Leaf(1.0));
        using var optimizer = new Sgd([new ParameterGroup([x], learningRate: 0.5), new ParameterGroup([y], weightDecay: 0)], new SgdOptions { LearningRate = 0.1, WeightDecay = 1 });
        (x + y).Sum().Backward();
        optimizer.Step();

        Assert.Equal([0.5, 0.1], optimizer.Groups.Select(group => group.InitialLearningRate));
        Assert.Equal(1 - (0.5 * 2), x.ToDouble(), 1e-6);
        Assert.Equal(0.9, y.ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData("sgd", "nesterov", true)]
    [InlineData("sgd", "lr", -1.0)]
    [InlineData("adam", "eps", -1.0)]
    [InlineData("rmsprop", "momentum", 1.0)]
    [InlineData("nadam", "compat", "torch-1.9")]
    [InlineData("rprop", "etas", new[] { 1.2, 0.5 })]
    [InlineData("rprop", "etas", 0.5)]
    [InlineData("rprop", "step_sizes", new[] { 50, 1e-6 })]
    [InlineData("asgd", "lambd", -1.0)]
    [InlineData("lamb", "max_grad_norm", -1.0)]
    [InlineData("lars", "nesterov", true)]
    [InlineData("lion", "betas", new[] { 0.9, 1.0 })]
    [InlineData("adabelief", "rectify", 3)]
    [InlineData("adamp", "delta", -0.1)]
    [InlineData("madgrad", "momentum", 1.0)]
    [InlineData("rmsproptf", "alpha", -1.0)]
    [InlineData("adan", "betas", new[] { 0.9, 0.99 })]
    [InlineData("adam", "lookahead", 5)]
    public void Create_ArgumentOutOfRange_IsAnError(string name, string key, object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => OptimizerTable.Standard.Create(name, new PartArguments(name, [new(key, value)]))).Code);

    [Theory]
    [InlineData("alpha", 1.5)]
    [InlineData("alpha", "much")]
    [InlineData("k", 0)]
    public void Create_LookaheadOutOfRange_IsAnError(string key, object value)
    {
        var arguments = new PartArguments("adam", [new("lookahead", new Dictionary<string, object?> { [key] = value })]);

        var e = Assert.Throws<FoldlineException>(() => OptimizerTable.Standard.Create("adam", arguments));

        Assert.Equal(("FL1012", "adam.lookahead"), (e.Code, e.Facts["part"]));
    }

    [Fact]
    public void Create_LookaheadWithAnUnknownArgument_IsAnError()
    {
        var arguments = new PartArguments("adam", [new("lookahead", new Dictionary<string, object?> { ["alfa"] = 0.5 })]);

        Assert.Equal("alpha", Assert.Throws<FoldlineException>(() => OptimizerTable.Standard.Create("adam", arguments)).Facts["nearest"]);
    }

    // The names of the table, one with slow weights beside them, which are state like any other.
    private static Optimizer Make(string name, params Tensor[] parameters)
    {
        var slow = new Dictionary<string, object?> { ["k"] = 2 };
        List<KeyValuePair<string, object?>> arguments = [new("lr", 0.05)];
        if (name == Slow)
            arguments.Add(new("lookahead", slow));
        // The norm over all gradients would tie the parameters together.
        if (name == "lamb")
            arguments.Add(new("max_grad_norm", 0));
        var row = name == Slow ? "adam" : name;
        return OptimizerTable.Standard.Create(row, new PartArguments(row, arguments))([new ParameterGroup(parameters)]);
    }

    private static Tensor Leaf(params double[] values)
    {
        var leaf = Tensor.FromArray(values).To(DType.Float32);
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static double Loss(Tensor x) => (x * x).Sum().ToDouble();

    private static void StepOnce(Optimizer optimizer, Tensor x)
    {
        using var inner = new TensorScope();
        optimizer.ZeroGrad();
        (x * x).Sum().Backward();
        optimizer.Step();
    }
}
