using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>DuckDB's <c>duckdb_result</c>: five fields that are no longer to be used and a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DuckResult
{
    private ulong columnCount;
    private ulong rowCount;
    private ulong rowsChanged;
    private nint columns;
    private nint errorMessage;
    private nint internalData;
}
