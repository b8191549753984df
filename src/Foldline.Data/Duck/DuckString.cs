using System.Runtime.InteropServices;
using System.Text;

namespace Foldline.Data.Duck;

/// <summary>
/// DuckDB's <c>duckdb_string_t</c>: a length, then up to 12 bytes in place, or 4 bytes of prefix and a pointer to all of them.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct DuckString
{
    private const int InPlace = 12;

    [FieldOffset(0)]
    private readonly uint length;

    [FieldOffset(4)]
    private fixed byte inPlace[InPlace];

    [FieldOffset(8)]
    private readonly byte* elsewhere;

    /// <summary>The text of a value that lies in a vector.</summary>
    public static string Text(DuckString* value) => Encoding.UTF8.GetString(Span(value));

    /// <summary>The bytes of a value that lies in a vector; valid as long as its chunk is.</summary>
    public static ReadOnlySpan<byte> Span(DuckString* value) =>
        new(value->length <= InPlace ? value->inPlace : value->elsewhere, checked((int)value->length));
}
