using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>Adds rows to a table of the database in bulk, column by column in chunks.</summary>
internal sealed class DuckAppender : IDisposable
{
    private readonly string table;
    private readonly nint[] types;
    private nint appender;
    private nint chunk;

    /// <summary>Starts appending to a table whose columns have the types of <paramref name="columns"/>.</summary>
    public DuckAppender(nint connection, string table, IReadOnlyList<TableColumn> columns)
    {
        this.table = table;
        types = [.. columns.Select(ColumnWriter.LogicalType)];
        var status = DuckNative.CreateAppender(connection, null, table, out appender);
        if (status != 0)
        {
            var fault = Fault();
            Dispose();
            throw fault;
        }

        chunk = DuckNative.CreateDataChunk(types, (ulong)types.Length);
    }

    /// <summary>Appends all rows.</summary>
    public void Append(IReadOnlyList<TableColumn> columns, int rowCount, CancellationToken cancellation)
    {
        var capacity = (int)DuckNative.VectorSize();
        for (var start = 0; start < rowCount; start += capacity)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(capacity, rowCount - start);
            DuckNative.ResetDataChunk(chunk);
            for (var i = 0; i < columns.Count; i++)
                ColumnWriter.Write(columns[i], start, rows, DuckNative.ChunkVector(chunk, (ulong)i));
            DuckNative.SetChunkSize(chunk, (ulong)rows);
            if (DuckNative.AppendDataChunk(appender, chunk) != 0)
                throw Fault();
        }

        if (DuckNative.CloseAppender(appender) != 0)
            throw Fault();
    }

    public void Dispose()
    {
        if (chunk != 0)
            DuckNative.DestroyDataChunk(ref chunk);
        if (appender != 0)
            _ = DuckNative.DestroyAppender(ref appender);
        foreach (ref var type in types.AsSpan())
        {
            if (type != 0)
                DuckNative.DestroyLogicalType(ref type);
        }
    }

    private DuckFaultException Fault() =>
        new(new DuckFault($"append to {table}", Marshal.PtrToStringUTF8(DuckNative.AppenderError(appender)) ?? "no reason given"));
}
