using Foldline.Torch;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Torch.Optim;

/// <summary>The step in one pass gives what the foreach operators give, whatever the tensors look like.</summary>
public sealed class FusedStepTests : TensorTest
{
    public static TheoryData<string, DType, MemoryFormat> Cases
    {
        get
        {
            var cases = new TheoryData<string, DType, MemoryFormat>();
            foreach (var name in new[] { "sgd", "momentum", "nesterov", "adam", "adamw", "amsgrad" })
            {
                cases.Add(name, DType.Float32, MemoryFormat.Contiguous);
                cases.Add(name, DType.Float32, MemoryFormat.ChannelsLast);
                cases.Add(name, DType.Float64, MemoryFormat.Contiguous);
                cases.Add(name, DType.BFloat16, MemoryFormat.Contiguous);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_AgreesWithTheForeachOperators(string name, DType dtype, MemoryFormat format)
    {
        using var generator = new TorchGenerator(3);
        Tensor[] fused = [Leaf(generator, dtype, format, 7, 5, 3, 3), Leaf(generator, dtype, format, 40_000, 1, 1, 2), Leaf(generator, dtype, MemoryFormat.Contiguous, 9)];
        Tensor[] plain = [.. fused.Select(Copy)];
        using var first = Make(name, fused, fused: true);
        using var second = Make(name, plain, fused: false);
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < fused.Length; i++)
                fused[i].Grad = plain[i].Grad = Gradient(generator, fused[i]);
            first.Step();
            second.Step();
        }

        for (var i = 0; i < fused.Length; i++)
            Assert.True(fused[i].Allclose(plain[i], dtype == DType.BFloat16 ? 1e-2 : 1e-5, dtype == DType.BFloat16 ? 1e-2 : 1e-6));
    }

    [Fact]
    public void Step_GivesTheSameBits_ForAnyNumberOfThreads()
    {
        float[] Run(int threads)
        {
            using var engine = new EngineThread(threads);
            return engine.Run(() =>
            {
                using var scope = new TensorScope();
                using var generator = new TorchGenerator(1);
                var x = Leaf(generator, DType.Float32, MemoryFormat.Contiguous, 100_003);
                using var optimizer = Make("adam", [x], fused: true);
                for (var step = 0; step < 3; step++)
                {
                    x.Grad = Gradient(generator, x);
                    optimizer.Step();
                }

                return x.ToArray<float>();
            });
        }

        var one = Run(1);
        Assert.Equal(one, Run(2));
        Assert.Equal(one, Run(3));
    }

    [Fact]
    public void Step_TellsAutogradThatTheParameterChanged()
    {
        using var generator = new TorchGenerator(1);
        var x = Leaf(generator, DType.Float32, MemoryFormat.Contiguous, 4);
        using var optimizer = Make("adam", [x], fused: true);
        var loss = (x * x).Sum();
        x.Grad = Aten.Ones([4]);
        optimizer.Step();

        Assert.Throws<FoldlineException>(() => loss.Backward());
    }

    [Theory]
    [InlineData("momentum")]
    [InlineData("adam")]
    public void Step_MakesNoGarbageForEachParameter(string name)
    {
        using var generator = new TorchGenerator(1);
        Tensor[] parameters = [.. Enumerable.Range(0, 200).Select(_ => Leaf(generator, DType.Float32, MemoryFormat.Contiguous, 4))];
        foreach (var parameter in parameters)
            parameter.Grad = Gradient(generator, parameter);
        using var optimizer = Make(name, parameters, fused: true);
        optimizer.Step();
        optimizer.Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private static Optimizer Make(string name, Tensor[] parameters, bool fused)
    {
        ParameterGroup[] groups = [new ParameterGroup(parameters, learningRate: 0.01, weightDecay: 0.1)];
        return name switch
        {
            "sgd" => new Sgd(groups, new SgdOptions { Fused = fused }),
            "momentum" => new Sgd(groups, new SgdOptions { Momentum = 0.9, Dampening = 0.2, Maximize = true, Fused = fused }),
            "nesterov" => new Sgd(groups, new SgdOptions { Momentum = 0.9, Nesterov = true, Fused = fused }),
            "adam" => new Adam(groups, new AdamOptions { Fused = fused }),
            "adamw" => new AdamW(groups, new AdamOptions { Maximize = true, Fused = fused }),
            _ => new Adam(groups, new AdamOptions { AmsGrad = true, Fused = fused }),
        };
    }

    private static Tensor Leaf(TorchGenerator generator, DType dtype, MemoryFormat format, params long[] shape)
    {
        var leaf = Aten.Empty(shape, dtype: dtype).NormalInPlace(0, 1, generator).Contiguous(format);
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static Tensor Copy(Tensor tensor)
    {
        var copy = tensor.Detach().Clone();
        copy.RequiresGrad = true;
        return copy;
    }

    // Row-major, also for parameters in another order: as a backward pass may give them.
    private static Tensor Gradient(TorchGenerator generator, Tensor parameter) =>
        Aten.Empty(parameter.Shape, dtype: parameter.DType).NormalInPlace(0, 1, generator);
}
