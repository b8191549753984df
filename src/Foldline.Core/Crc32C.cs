using System.Buffers.Binary;
using System.Numerics;

namespace Foldline;

/// <summary>The CRC-32C checksum (Castagnoli polynomial, RFC 3720) that TFRecord framing uses; by the processor's instruction where it has one.</summary>
public static class Crc32C
{
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Checksum of some bytes.</summary>
    /// <param name="bytes">Any number of bytes.</param>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>The checksum as TFRecord stores it: rotated right by 15 bits, plus a constant.</summary>
    /// <param name="bytes">Any number of bytes.</param>
    public static uint ComputeMasked(ReadOnlySpan<byte> bytes) => unchecked(BitOperations.RotateRight(Compute(bytes), 15) + MaskDelta);
}
