using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Foldline.Training.Checkpoints;

/// <summary>
/// The SHA-256 of a whole safetensors file, kept in the file's own header: it is computed with 64 zeros in its place, so that a
/// change of any byte, the hash included, is noticed.
/// </summary>
internal static class ContentHash
{
    /// <summary>Key of the hash in the header's texts.</summary>
    public const string Key = "foldline.sha256";

    private const int MaxHeader = 100_000_000;
    private const int Digits = 64;

    /// <summary>What stands in the hash's place while it is computed.</summary>
    public static string Placeholder { get; } = new('0', Digits);

    private static ReadOnlySpan<byte> Marker => "\"foldline.sha256\":\""u8;

    /// <summary>The hash, in lower-case hexadecimal digits, of what is written to a stream.</summary>
    public static string Of(Action<Stream> write)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            write(stream);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Why a file is not what was written; null when it is.</summary>
    public static string? FindFault(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var length = new byte[sizeof(ulong)];
        if (stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length)
            return "it has less than 8 bytes";
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerLength > MaxHeader || (long)headerLength > stream.Length - length.Length)
            return $"its header claims {headerLength} bytes, the file has {stream.Length}";
        var header = new byte[headerLength];
        stream.ReadExactly(header);

        var at = header.AsSpan().IndexOf(Marker) + Marker.Length;
        if (at < Marker.Length || at + Digits > header.Length)
            return "its header has no checksum";
        var expected = System.Text.Encoding.ASCII.GetString(header, at, Digits);
        header.AsSpan(at, Digits).Fill((byte)'0');
        var actual = Of(sink =>
        {
            sink.Write(length);
            sink.Write(header);
            stream.CopyTo(sink, 1 << 20);
        });
        return actual == expected ? null : "its content does not match its checksum";
    }
}
