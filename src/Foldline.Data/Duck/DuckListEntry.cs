using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>DuckDB's <c>duckdb_list_entry</c>: which part of the child vector a row's list is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct DuckListEntry(ulong offset, ulong length)
{
    public readonly ulong Offset = offset;
    public readonly ulong Length = length;
}
