using Foldline.Torch;
using Foldline.Training.Losses;

namespace Foldline.Tests.Training.Losses;

public sealed class CrossEntropyTests
{
    [Fact]
    public void Compute_HalfPrecisionLogits_IsDoneInFloat32()
    {
        var before = Tensor.Live;
        using (new TensorScope())
        using (var loss = new CrossEntropy())
        {
            var logits = Tensor.FromArray<float>([1.5f, -0.5f], 1, 2).To(DType.BFloat16);
            var value = loss.Compute(logits, Tensor.FromArray<long>([0], 1));
            Assert.Equal(DType.Float32, value.DType);
            Assert.Equal(Math.Log(1 + Math.Exp(-2)), value.ToDouble(), 1e-6);
        }

        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Compute_WrongNumberOfWeights_IsAUsersError()
    {
        using var scope = new TensorScope();
        using var loss = LossTable.Standard.Create("cross_entropy", new PartArguments("cross_entropy", [new("weight", new List<object?> { 1, 2, 3 })]));
        var e = Assert.Throws<FoldlineException>(() => loss.Compute(Aten.Zeros([2, 2]), Tensor.FromArray<long>([0, 1], 2)));
        Assert.Equal("FL5501", e.Code);
    }
}
