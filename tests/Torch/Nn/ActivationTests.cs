using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Nn;

public sealed class ActivationTests : TensorTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Relu6_InBFloat16_HasTheValuesAndGradientsOfFloat32(bool inPlace)
    {
        double[] bounds = [-3, -0.5, 0, 0.0078125, 2.5, 5.96875, 6, 6.03125, 40];
        using var relu6 = new Activation(ActivationKind.Relu6, inPlace);
        var (expected, expectedSlope) = Run(relu6, bounds, DType.Float32);
        var (values, slope) = Run(relu6, bounds, DType.BFloat16);

        Assert.Equal(expected, values);
        Assert.Equal(expectedSlope, slope);
        Assert.Equal([0, 0, 0, 3, 3, 3, 0, 0, 0], slope);
    }

    [Fact]
    public void Relu6_BetweenLayersInBFloat16_TrainsAStep()
    {
        using var generator = new TorchGenerator(1);
        using var convolution = new Conv2d(3, 8, 3, new Conv2dOptions { Padding = 1, Bias = false });
        using var norm = new BatchNorm2d(8);
        using var relu6 = new Activation(ActivationKind.Relu6);
        convolution.Initialize(generator);
        norm.Initialize(generator);
        using var optimizer = new Sgd([new ParameterGroup([.. convolution.Parameters(), .. norm.Parameters()])], new SgdOptions { LearningRate = 0.1 });
        var before = convolution.Parameters()[0].ToArray<float>();

        using (new Autocast(DeviceKind.Cpu, DType.BFloat16))
        {
            var output = relu6.Forward(norm.Forward(convolution.Forward(Aten.Ones([2, 3, 8, 8]))));
            Assert.Equal(DType.BFloat16, output.DType);
            output.Mean().Backward();
        }

        optimizer.Step();
        optimizer.ZeroGrad();
        var after = convolution.Parameters()[0].ToArray<float>();
        Assert.All(after, value => Assert.True(float.IsFinite(value)));
        Assert.NotEqual(before, after);
    }

    private static (float[] Values, float[] Slope) Run(Activation activation, double[] points, DType type)
    {
        var leaf = Tensor.FromArray([.. points.Select(point => (float)point)]);
        leaf.RequiresGrad = true;
        var output = activation.Forward(leaf.To(type) * 1);
        (output * 3).Sum().Backward();
        return (output.To(DType.Float32).ToArray<float>(), leaf.Grad!.ToArray<float>());
    }
}
