using Foldline.Data.Arrays;

namespace Foldline.Tests.Data.Arrays;

public sealed class ArrayFileTests
{
    [Fact]
    public void From_AndAs_GiveTheValuesBack()
    {
        var array = NumericArray.From<float>([1, 2, 3, 4, 5, 6], 2, 3);

        Assert.Equal((ArrayType.Float32, 6), (array.Type, array.Count));
        Assert.Equal([2L, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.As<float>().ToArray());
        Assert.Throws<ArgumentException>(() => array.As<int>().ToArray());
    }

    [Fact]
    public void From_ValuesThatDoNotFitTheShape_IsAnError() => Assert.Throws<ArgumentException>(() => NumericArray.From<int>([1, 2, 3], 2, 2));

    [Fact]
    public void Read_OfAMissingFile_NamesIt()
    {
        var error = Assert.Throws<FoldlineException>(() => NpyFile.Read("no-such.npy"));

        Assert.Equal("FL4401", error.Code);
        Assert.Contains("no-such.npy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Npz_WithAChangedByte_IsRefused()
    {
        using var folder = new TemporaryFolder();
        NpzFile.Write(folder.At("a.npz"), [new("x", NumericArray.From<double>([1.5, 2.5]))]);
        var bytes = File.ReadAllBytes(folder.At("a.npz"));
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(2.5))] ^= 1;
        File.WriteAllBytes(folder.At("a.npz"), bytes);

        var error = Assert.Throws<FoldlineException>(() => NpzFile.Read(folder.At("a.npz")));

        Assert.Equal("FL4402", error.Code);
        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Npz_SameArrays_GiveTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a", "b"])
            NpzFile.Write(folder.At(name), [new("x", NumericArray.From<long>([1, 2])), new("y", NumericArray.From<byte>([7]))], compress: true);

        Assert.Equal(File.ReadAllBytes(folder.At("a")), File.ReadAllBytes(folder.At("b")));
    }
}
