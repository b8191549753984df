using FsCheck;
using FsCheck.Fluent;
using Foldline.Torch;

namespace Foldline.Tests.Torch;

public sealed class TensorOperatorTests : TensorTest
{
    [Fact]
    public void Arithmetic_AgreesWithNumbers() => Prop.ForAll<double, double>((a, b) =>
    {
        if (!double.IsFinite(a) || !double.IsFinite(b))
            return true;
        using var scope = new TensorScope();
        var (x, y) = (Tensor.FromScalar(a), Tensor.FromScalar(b));
        double[] expected = [a + b, a - b, a * b, a / b, -a, a + 2, 2 - a, a * 3, a / 4, a - 1, 5 + a];
        Tensor[] actual = [x + y, x - y, x * y, x / y, -x, x + 2, 2 - x, x * 3, x / 4, x - 1, 5 + x];
        return expected.SequenceEqual(actual.Select(tensor => tensor.Item<double>()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arithmetic_Broadcasts()
    {
        var sum = Tensor.FromArray([1, 2], 2, 1) + Tensor.FromArray([10, 20, 30], 1, 3);

        Assert.Equal([2L, 3], sum.Shape.ToArray());
        Assert.Equal([11, 21, 31, 12, 22, 32], sum.ToArray<int>());
    }

    [Fact]
    public void ToString_ShowsElementsTypeAndShape()
    {
        var text = Tensor.FromArray([1.5f, -2], 1, 2).ToString();

        Assert.Contains("1.5", text, StringComparison.Ordinal);
        Assert.Contains("-2", text, StringComparison.Ordinal);
        Assert.EndsWith("Float32[1, 2] on cpu", text, StringComparison.Ordinal);
        Assert.Equal("Int64[] on cpu", Tensor.FromScalar(3L).ToShortString());
    }

    [Fact]
    public void Metadata_IsThatOfTheEngine()
    {
        var x = Aten.Zeros([2, 3, 4], dtype: DType.Int16);

        Assert.Equal((3, 24L, DType.Int16, Device.Cpu), (x.Rank, x.Count, x.DType, x.Device));
        Assert.Equal([12L, 4, 1], x.Strides.ToArray());
        Assert.Equal((4L, 2L), (x.Size(-1), x.Size(0)));
        Assert.True(x.IsContiguous());
        Assert.False(x.Transpose(0, 2).IsContiguous());
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda:3")]
    public void DeviceParse_ReadsWhatToStringWrites(string text) => Assert.Equal(text, Device.Parse(text).ToString());

    [Fact]
    public void DeviceParse_WithoutANumber_IsTheFirstCard() => Assert.Equal(Device.Cuda(0), Device.Parse("cuda"));

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("")]
    public void DeviceParse_OfSomethingElse_IsAnError(string text) =>
        Assert.Equal("FL2003", Assert.Throws<FoldlineException>(() => Device.Parse(text)).Code);
}
