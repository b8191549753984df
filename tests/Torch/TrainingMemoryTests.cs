using System.Globalization;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch;

/// <summary>Memory does not grow with the number of steps.</summary>
[Trait("kind", "e2e")]
public sealed class TrainingMemoryTests : TensorTest
{
    [Fact]
    public void TwoThousandSteps_HoldAsMuchAsTwoHundred()
    {
        using var engine = new EngineThread(1);
        var (few, many) = engine.Run(() =>
        {
            using var training = new Training();
            training.Steps(200);
            var first = (Tensor.Live, Bytes: ResidentBytes());
            training.Steps(1800);
            return (first, (Tensor.Live, Bytes: ResidentBytes()));
        });

        Assert.Equal(few.Live, many.Live);
        Assert.InRange((double)many.Bytes / few.Bytes, 0, 1.02);
    }

    // What the garbage collector has not got round to is not held: collect first.
    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    private sealed class Training : IDisposable
    {
        private readonly Sequential net = new(
            new Conv2d(1, 8, 3, new Conv2dOptions { Padding = 1, Bias = false }),
            new BatchNorm2d(8),
            new Activation(ActivationKind.Relu),
            new MaxPool2d(2),
            new AdaptiveAvgPool2d(2),
            new Flatten(),
            new Dropout(0.1),
            new Linear(32, 2));

        private readonly TorchGenerator generator = new(5);
        private readonly Adam optimizer;
        private readonly GradientClipper clipper;
        private readonly Tensor images = Aten.Ones([4, 1, 16, 16]).Detached();
        private readonly Tensor targets = Tensor.FromArray([0L, 1, 0, 1]).Detached();

        public Training()
        {
            net.Initialize(generator);
            net.To(MemoryFormat.ChannelsLast);
            optimizer = new Adam([new ParameterGroup(net.Parameters())], new AdamOptions());
            clipper = new GradientClipper(net.Parameters());
        }

        public void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = new TensorScope();
                optimizer.ZeroGrad();
                Tensor loss;
                using (new Autocast(DeviceKind.Cpu, DType.BFloat16))
                    loss = net.Forward(images).CrossEntropyLoss(targets);
                loss.Backward();
                clipper.ByNorm(1);
                optimizer.Step();
            }

            optimizer.ZeroGrad();
        }

        public void Dispose()
        {
            optimizer.Dispose();
            net.Dispose();
            generator.Dispose();
            images.Dispose();
            targets.Dispose();
        }
    }
}
