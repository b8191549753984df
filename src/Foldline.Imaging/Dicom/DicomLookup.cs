namespace Foldline.Imaging.Dicom;

/// <summary>A look-up table of a file (PS3.3 C.11.1 and C.11.2): values below its first take its first entry, those beyond take its last.</summary>
/// <param name="First">Value that the first entry belongs to.</param>
/// <param name="Bits">Bits of an entry.</param>
/// <param name="Entries">The entries, at least one.</param>
internal sealed record DicomLookup(int First, int Bits, int[] Entries)
{
    /// <exception cref="FoldlineException">FL3103: the table is malformed.</exception>
    public static DicomLookup Of(DicomDataset item, bool isSigned, string name)
    {
        if (item.Find(DicomTag.LutDescriptor)?.Words is not [var count, var first, var bits, ..] || item.Find(DicomTag.LutData) is not { } data)
            throw DicomRefusal.BadHeader(name, "a look-up table lacks its descriptor (0028,3002) or its data (0028,3006)");

        // 0 stands for 65536, which 16 bits cannot write.
        var length = count == 0 ? 1 << 16 : count;
        var entries = data.Value.Length == length && bits == 8
            ? Array.ConvertAll(data.Value.ToArray(), entry => (int)entry)
            : Array.ConvertAll(data.Words, word => (int)word);
        if (bits is < 8 or > 16 || entries.Length < length)
            throw DicomRefusal.BadHeader(name, $"a look-up table of {length} entries of {bits} bits holds {entries.Length}");
        return new DicomLookup(isSigned ? (short)first : first, bits, entries[..length]);
    }

    /// <summary>The entry of a value.</summary>
    public int this[double value] => Entries[(int)Math.Clamp(Math.Truncate(value) - First, 0, Entries.Length - 1)];
}
