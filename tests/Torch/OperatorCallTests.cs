using Foldline.Torch;

namespace Foldline.Tests.Torch;

/// <summary>Every kind of argument and result that schemas use goes through the boxed call.</summary>
public sealed class OperatorCallTests : TensorTest
{
    [Fact]
    public void OptionalTensor_GivenAndLeftOut()
    {
        var x = Tensor.FromArray([1.0, 2], 1, 2);
        var weight = Tensor.FromArray([3.0, 4], 1, 2);

        Assert.Equal([11.0], x.Linear(weight).ToArray<double>());
        Assert.Equal([16.0], x.Linear(weight, Tensor.FromArray([5.0])).ToArray<double>());
    }

    [Fact]
    public void ListOfOptionalTensors_SkipsDimensions()
    {
        var x = Tensor.FromArray([1, 2, 3, 4, 5, 6], 2, 3);

        Assert.Equal([3, 1, 6, 4], x.Index([null, Tensor.FromArray([2L, 0])]).ToArray<int>());
    }

    [Fact]
    public void ListOfTensors_InAndOut()
    {
        var x = Tensor.FromArray([1, 2, 3, 4], 4);
        var parts = x.Split(3);

        Assert.Equal([[1, 2, 3], [4]], parts.Select(part => part.ToArray<int>()));
        Assert.Equal([4, 1, 2, 3], Aten.Cat([parts[1], parts[0]]).ToArray<int>());
    }

    [Fact]
    public void ListOfTruthValues_MasksOutputs()
    {
        var x = Aten.Ones([1, 1, 2, 2]);
        var weight = Aten.Full([1, 1, 1, 1], 3.0);
        var (input, kernel, bias) = Aten.ConvolutionBackward(x, x, weight, [1], [1, 1], [0, 0], [1, 1], false, [0, 0], 1, [true, true, true]);

        Assert.Equal([3f, 3, 3, 3], input.ToArray<float>());
        Assert.Equal(4f, kernel.Item<float>());
        Assert.Equal(4f, bias.Item<float>());
    }

    [Fact]
    public void Scalars_KeepTheirKind()
    {
        var x = Tensor.FromArray([1L, 2, 3]);

        Assert.Equal(DType.Int64, (x * 2).DType);
        Assert.Equal(DType.Float32, (x * 2.5).DType);
        Assert.Equal([2L, 4, 6], (x * 2).ToArray<long>());
        Assert.Equal([2.5f, 5, 7.5f], (x * 2.5).ToArray<float>());
        Assert.Equal([true, false, false], x.Eq(1).ToArray<bool>());
    }

    [Fact]
    public void ListOfScalars_OneForEachTensor()
    {
        Tensor[] x = [Tensor.FromArray([1.0]), Tensor.FromArray([1.0])];
        Aten.ForeachMulInPlace(x, [2.0, 3.0]);

        Assert.Equal([2.0, 3.0], x.Select(tensor => tensor.Item<double>()));
    }

    [Fact]
    public void Generator_GivesTheSameNumbersAgain()
    {
        using var generator = new TorchGenerator(7);
        var first = Aten.Empty([5]).UniformInPlace(0, 1, generator).ToArray<float>();
        generator.Seed(7);

        Assert.Equal(first, Aten.Empty([5]).UniformInPlace(0, 1, generator).ToArray<float>());
    }

    [Fact]
    public void Text_DTypeDeviceAndMemoryFormat()
    {
        var x = Tensor.FromArray([-7.0, 7]);
        Assert.Equal([-4.0, 3], x.Div(Tensor.FromArray([2.0]), "floor").ToArray<double>());
        Assert.Equal([-3.0, 3], x.Div(Tensor.FromArray([2.0]), "trunc").ToArray<double>());

        var y = Aten.Zeros([2, 3, 4, 4], dtype: DType.BFloat16, device: Device.Cpu).Contiguous(MemoryFormat.ChannelsLast);
        Assert.Equal(DType.BFloat16, y.DType);
        Assert.True(y.IsContiguous(MemoryFormat.ChannelsLast));
        Assert.Equal([48L, 1, 12, 3], y.Strides.ToArray());
    }

    [Fact]
    public void SeveralOutputs_AndOutputsThatAreNoTensors()
    {
        var x = Tensor.FromArray([3, 1, 2]);
        var (values, indices) = x.Sort();

        Assert.Equal([1, 2, 3], values.ToArray<int>());
        Assert.Equal([1L, 2, 0], indices.ToArray<long>());
        Assert.True(x.Equal(x.Clone()));
        Assert.Equal(3, x[0].LocalScalarDense().ToInt64());
    }

    [Fact]
    public void MissingTrailingArguments_TakeTheSchemasDefaults()
    {
        var x = Tensor.FromArray([1.0, 2, 3, 4], 2, 2);

        Assert.Equal(10, x.Sum().ToDouble());
        Assert.Equal([3.0, 7], x.Sum([1]).ToArray<double>());
        Assert.Equal([2L, 1], x.Sum([1], keepdim: true).Shape.ToArray());
        Assert.Equal([1.0, 3], x.Slice(1, 0, 1).ToArray<double>());
    }

    [Fact]
    public void IntegerForAFloatArgument_IsConverted() =>
        Assert.Equal([0f, 0], Tensor.FromArray([1f, 1]).Dropout(1, train: true).ToArray<float>());

    [Fact]
    public void WrongShapes_AreAnErrorThatNamesOperatorAndShapes()
    {
        var e = Assert.Throws<FoldlineException>(() => Aten.Ones([2, 3]).Mm(Aten.Ones([4, 5])));

        Assert.Equal("FL2001", e.Code);
        Assert.Contains("aten::mm", e.Message, StringComparison.Ordinal);
        Assert.Contains("Float32[2, 3], Float32[4, 5]", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception raised from", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongDType_IsAnError()
    {
        Assert.Throws<FoldlineException>(() => Aten.Ones([2, 2]).Mm(Aten.Ones([2, 2], dtype: DType.Float64)));
        Assert.Throws<FoldlineException>(() => Tensor.FromArray([1f]).Embedding(Tensor.FromArray([0.5f])));
        Assert.Throws<FoldlineException>(() => Aten.Ones([2]).View([3]));
        Assert.Throws<InvalidOperationException>(() => Aten.Ones([2]).Data<double>());
    }

    [Fact]
    public void DisposedTensor_IsAnErrorWhereverItIsUsed()
    {
        var dead = Aten.Ones([2]);
        var alive = Aten.Ones([2]);
        dead.Dispose();

        Assert.Throws<ObjectDisposedException>(() => dead.Relu());
        Assert.Throws<ObjectDisposedException>(() => alive + dead);
        Assert.Throws<ObjectDisposedException>(() => Aten.Cat([alive, dead]));
        Assert.Throws<ObjectDisposedException>(() => dead.Rank);
        Assert.Throws<ObjectDisposedException>(() => dead.Grad);
        Assert.Equal("(disposed)", dead.ToString());
    }

    [Fact]
    public void AfterAnError_TheNextCallWorks()
    {
        var x = Aten.Ones([2, 3]);
        for (var i = 0; i < 100; i++)
            Assert.Throws<FoldlineException>(() => x.Mm(x));

        Assert.Equal(6, x.Sum().ToDouble());
    }

    [Fact]
    public void Call_MakesNoGarbage()
    {
        var x = Tensor.FromArray([-1f, 2]);
        x.ReluInPlace();
        x.AddInPlace(x, alpha: 0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            x.ReluInPlace();
            x.AddInPlace(x, alpha: 0.5);
            x.ClampInPlace(0, 1);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Call_WithAResult_MakesOneSmallObject()
    {
        var x = Tensor.FromArray([-1f, 2]);
        x.Relu().Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            x.Relu().Dispose();

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before <= 1000 * 64);
    }
}
