using System.Buffers.Binary;
using System.Text;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Torch.Serialization;

public sealed class SafeTensorsTests
{
    private static readonly StoredTensor[] Tensors =
    [
        new("b", DType.Int8, [3], new byte[] { 1, 2, 3 }),
        new("a.weight", DType.Float32, [2, 1], new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40 }),
        new("größe", DType.Int64, [], BitConverter.GetBytes(7L)),
        new("empty", DType.BFloat16, [0, 4], ReadOnlyMemory<byte>.Empty),
    ];

    [Fact]
    public void Write_ThenRead_GivesTheSameTensorsInTheSameOrder()
    {
        var content = ReadBack(WriteAll(new Dictionary<string, string> { ["note"] = "ä\"", ["format"] = "pt" }));

        Assert.Equal(Tensors.Select(tensor => tensor.ToString()), content.Tensors.Select(tensor => tensor.ToString()));
        foreach (var (expected, found) in Tensors.Zip(content.Tensors))
            Assert.Equal(expected.Bytes.ToArray(), found.Bytes.ToArray());
        Assert.Equal("ä\"", content.Metadata["note"]);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(WriteAll(), WriteAll());

    [Fact]
    public void Write_AlignsTheData()
    {
        var bytes = WriteAll();
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(bytes) % 8);
        Assert.Contains("\"größe\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TwoTensorsOfOneName_IsRefused()
    {
        var error = Assert.Throws<FoldlineException>(() => SafeTensors.Write(new MemoryStream(), [Tensors[0], Tensors[0]]));
        Assert.Equal("FL2103", error.Code);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[1,1]}}", 1, "FL2101")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3, "FL2102")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807,4],\"data_offsets\":[0,2]}}", 2, "FL2102")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,5]}}", 5, "FL2102")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "FL2102")]
    [InlineData("{} {}", 0, "FL2101")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", 0, "FL2101")]
    public void Read_WrongHeader_IsRefused(string header, int data, string code)
    {
        byte[] bytes = [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[data]];
        Assert.Equal(code, Assert.Throws<FoldlineException>(() => ReadBack(bytes)).Code);
    }

    [Fact]
    public void Read_MissingFile_SaysSo()
    {
        var error = Assert.Throws<FoldlineException>(() => SafeTensors.Read("no/such/file.safetensors"));
        Assert.Equal("FL2100", error.Code);
        Assert.Contains("no/such/file.safetensors", error.Message, StringComparison.Ordinal);
    }

    private static byte[] WriteAll(Dictionary<string, string>? metadata = null)
    {
        var stream = new MemoryStream();
        SafeTensors.Write(stream, Tensors, metadata);
        return stream.ToArray();
    }

    private static SafeTensorsContent ReadBack(byte[] bytes) => SafeTensors.Read(new MemoryStream(bytes), "test");
}
