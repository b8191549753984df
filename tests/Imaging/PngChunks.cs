using System.Buffers.Binary;
using System.Text;

namespace Foldline.Tests.Imaging;

/// <summary>Builds PNG files chunk by chunk, with right checksums, to test what readers make of them.</summary>
internal static class PngChunks
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A file whose header claims a size, with a few bytes of data.</summary>
    public static byte[] Claiming(uint width, uint height, byte bits = 8, byte color = 2)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = bits;
        header[9] = color;
        return [.. Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1]), .. Chunk("IEND", [])];
    }

    /// <summary>The same file with its data in chunks of a few bytes.</summary>
    public static byte[] SplitData(byte[] file, int size)
    {
        var result = new List<byte>(Signature);
        for (var at = Signature.Length; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            var payload = file.AsSpan(at + 8, length).ToArray();
            var parts = type == "IDAT" ? payload.Chunk(size) : [payload];
            foreach (var part in parts)
                result.AddRange(Chunk(type, part));
            at += length + 12;
        }

        return [.. result];
    }

    private static byte[] Chunk(string type, byte[] payload)
    {
        var chunk = new byte[payload.Length + 12];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)payload.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        payload.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(payload.Length + 8), Checksum(chunk.AsSpan(4, payload.Length + 4)));
        return chunk;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
