using System.Buffers.Binary;
using System.IO.Compression;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>TIFF files put together by hand, whose strips libtiff reads directly.</summary>
public sealed class TiffStripsTests : LeakCheck
{
    private const int Height = 11;
    private const int Width = 7;

    public static TheoryData<int, int, int> Kinds => new(
        from channels in new[] { 1, 3 } from compression in new[] { 1, 8, 32773 } from rows in new[] { 1, 4, 11, 1000 } select (channels, compression, rows));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_OfStrips_GivesTheirSamples(int channels, int compression, int rowsPerStrip)
    {
        var samples = Samples(channels);
        using var decoded = ImageCodec.Decode(File(samples, channels, compression, rowsPerStrip), new DecodeOptions { ColorMode = ColorMode.Unchanged });
        Assert.Equal((Height, Width, channels), (decoded.Height, decoded.Width, decoded.Channels));
        Assert.Equal(samples, decoded.Pixels<byte>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_WhenNotStrict_TakesTheOtherWayToTheSamePixels(int channels, int compression, int rowsPerStrip)
    {
        var bytes = File(Samples(channels), channels, compression, rowsPerStrip);
        foreach (var mode in Enum.GetValues<ColorMode>())
        {
            using var strict = ImageCodec.Decode(bytes, new DecodeOptions { ColorMode = mode });
            using var lenient = ImageCodec.Decode(bytes, new DecodeOptions { ColorMode = mode, Strict = false });
            Assert.Equal(lenient.ToString(), strict.ToString());
            Assert.Equal(lenient.Pixels<byte>().ToArray(), strict.Pixels<byte>().ToArray());
        }
    }

    [Fact]
    public void Decode_OfADamagedStrip_IsRefusedAndNotHalfFilled()
    {
        var bytes = File(Samples(3), 3, compression: 8, rowsPerStrip: 4);
        bytes.AsSpan(8, 20).Fill(0xFF);
        Assert.Equal("FL3010", Assert.Throws<FoldlineException>(() => ImageCodec.Decode(bytes)).Code);
    }

    private static byte[] Samples(int channels) => [.. Enumerable.Range(0, Height * Width * channels).Select(i => (byte)(i * 37 / 5))];

    /// <summary>A little-endian file: header, strips, one directory. Compression 1 is none, 8 deflate, 32773 PackBits.</summary>
    private static byte[] File(byte[] samples, int channels, int compression, int rowsPerStrip)
    {
        using var file = new MemoryStream();
        file.Write([(byte)'I', (byte)'I', 42, 0, 0, 0, 0, 0]);
        List<uint> offsets = [], lengths = [];
        foreach (var strip in samples.Chunk(Math.Min(rowsPerStrip, Height) * Width * channels))
        {
            var packed = Packed(strip, compression);
            offsets.Add((uint)file.Position);
            lengths.Add((uint)packed.Length);
            file.Write(packed);
        }

        (ushort Tag, uint[] Values)[] entries =
        [
            (256, [Width]), (257, [Height]), (258, [.. Enumerable.Repeat(8u, channels)]), (259, [(uint)compression]), (262, [channels == 3 ? 2u : 1u]),
            (273, [.. offsets]), (277, [(uint)channels]), (278, [(uint)rowsPerStrip]), (279, [.. lengths]),
        ];
        var fields = entries.Select(entry => entry.Values.Length == 1 ? entry.Values[0] : WriteList(file, entry.Values)).ToArray();
        var directory = (uint)file.Position;
        file.Write(Short((ushort)entries.Length));
        foreach (var ((tag, values), field) in entries.Zip(fields))
            file.Write([.. Short(tag), .. Short(4), .. Long((uint)values.Length), .. Long(field)]);
        file.Write(Long(0));
        var bytes = file.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), directory);
        return bytes;
    }

    private static uint WriteList(MemoryStream file, uint[] values)
    {
        var at = (uint)file.Position;
        foreach (var value in values)
            file.Write(Long(value));
        return at;
    }

    private static byte[] Packed(byte[] strip, int compression)
    {
        if (compression == 1)
            return strip;
        if (compression == 32773)
            return [.. strip.Chunk(128).SelectMany(run => run.Prepend((byte)(run.Length - 1)))];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(strip);
        return packed.ToArray();
    }

    private static byte[] Short(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Long(uint value) => [.. Short((ushort)value), .. Short((ushort)(value >> 16))];
}
