namespace Foldline.Torch;

/// <summary>A brain floating point number: the upper 16 bits of a single-precision number.</summary>
/// <param name="Bits">The bits.</param>
public readonly record struct BFloat16(ushort Bits)
{
    /// <summary>The exact value.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)Bits << 16);

    /// <summary>Rounds to nearest, ties to even; NaN stays NaN.</summary>
    /// <param name="value">Any number.</param>
    public static BFloat16 FromSingle(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return new BFloat16((ushort)((bits >> 16) | 0x40));
        return new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }
}
