using Foldline.Torch;

namespace Foldline.Tests.Torch;

public sealed class AutogradTests : TensorTest
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["polynomial"] = x => ((x * x * x) - (2 * x)).Sum(),
        ["quotient"] = x => (1 / (1 + (x * x)) / (x.Exp() + 1)).Sum(),
        ["softmax"] = x => (x.Softmax(0) * Tensor.FromArray([1.0, -2, 3])).Sum(),
        ["norm"] = x => x.LinalgVectorNorm(),
        ["views"] = x => (x[0..2] * x[1..3]).Sum() + x.Flip([0])[0],
        ["matrix"] = x => x.Outer(x).Matmul(x.Sigmoid()).Sum(),
    };

    public static TheoryData<string> Names => new(Functions.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_AgreesWithFiniteDifferences(string name)
    {
        const double Step = 1e-6;
        var function = Functions[name];
        var at = new[] { 0.7, -1.2, 0.4 };
        var x = Leaf(at);
        function(x).Backward();
        var gradient = x.Grad!.ToArray<double>();

        for (var i = 0; i < at.Length; i++)
        {
            double Shifted(double by) => function(Tensor.FromArray(at.Select((value, j) => j == i ? value + by : value).ToArray())).ToDouble();
            Assert.Equal((Shifted(Step) - Shifted(-Step)) / (2 * Step), gradient[i], 1e-7);
        }
    }

    [Fact]
    public void Backward_Twice_AddsUp()
    {
        var x = Leaf(2);
        (x * x).Sum().Backward();
        (x * x).Sum().Backward();

        Assert.Equal(8, x.Grad!.Item<double>());
        x.Grad = null;
        Assert.Null(x.Grad);
    }

    [Fact]
    public void Backward_OfSeveralElements_NeedsAGradient()
    {
        var x = Leaf(1, 2);
        var y = x * 3;

        Assert.Throws<FoldlineException>(() => y.Backward());
        y.Backward(Tensor.FromArray([1.0, 10]));
        Assert.Equal([3.0, 30], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Backward_CreateGraph_GivesSecondDerivatives()
    {
        var x = Leaf(2);
        (x * x * x).Sum().Backward(createGraph: true);
        var first = x.Grad!;
        x.Grad = null;
        first.Sum().Backward();

        Assert.Equal(12, x.Grad!.Item<double>());
        x.Grad = null;
    }

    [Fact]
    public void NoGrad_RecordsNothing_AndNests()
    {
        var x = Leaf(1);
        using (GradMode.NoGrad())
        {
            Assert.False((x * 2).RequiresGrad);
            using (GradMode.EnableGrad())
                Assert.True((x * 2).RequiresGrad);
            Assert.False(GradMode.IsEnabled);
        }

        Assert.True(GradMode.IsEnabled);
        Assert.True((x * 2).RequiresGrad);
        Assert.False((x * 2).Detach().RequiresGrad);
        Assert.True(x.IsLeaf);
        Assert.False((x * 2).IsLeaf);
    }

    [Fact]
    public void InferenceMode_TensorsCannotBeTrainedLater()
    {
        var x = Leaf(1);
        Tensor inside;
        using (new InferenceMode())
            inside = x * 2;

        Assert.False(inside.RequiresGrad);
        Assert.Throws<FoldlineException>(() => inside * x);
        Assert.True((x * 2).RequiresGrad);
    }

    [Fact]
    public void Autocast_CastsConvolutionsAndProducts()
    {
        var x = Aten.Ones([1, 3, 4, 4]);
        var weight = Aten.Ones([2, 3, 1, 1]);
        var square = Aten.Ones([4, 4]);
        using (new Autocast(DeviceKind.Cpu, DType.BFloat16))
        {
            Assert.Equal(DType.BFloat16, Aten.Conv2d(x, weight, padding: [0L, 0]).DType);
            Assert.Equal(DType.BFloat16, square.Mm(square).DType);
            Assert.Equal(DType.BFloat16, square.Linear(square).DType);
            Assert.Equal(DType.Float32, (x + 1).DType);
            using (new Autocast(DeviceKind.Cpu, DType.BFloat16, enabled: false))
                Assert.Equal(DType.Float32, square.Mm(square).DType);
        }

        Assert.Equal(DType.Float32, Aten.Conv2d(x, weight, padding: [0L, 0]).DType);
    }

    [Fact]
    public void Autocast_SeesWeightsThatChangedSinceTheLastRegion()
    {
        var x = Aten.Ones([1, 1], dtype: DType.Float32);
        var weight = Aten.Ones([1, 1]);
        weight.RequiresGrad = true;
        double Product()
        {
            using var autocast = new Autocast(DeviceKind.Cpu, DType.BFloat16);
            return x.Linear(weight).ToDouble();
        }

        Assert.Equal(1, Product());
        using (GradMode.NoGrad())
            weight.MulInPlace(3);
        Assert.Equal(3, Product());
    }
}
