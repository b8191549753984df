using System.Runtime.InteropServices;
using System.Text;

namespace Foldline.Data.Duck;

/// <summary>A prepared statement and the reading of its result.</summary>
internal sealed class DuckStatement : IDisposable
{
    private readonly string query;
    private nint prepared;

    /// <summary>Prepares one statement of a query text.</summary>
    public DuckStatement(nint connection, nint extracted, ulong index, string query)
    {
        this.query = query;
        if (DuckNative.PrepareExtracted(connection, extracted, index, out prepared) == 0)
            return;
        var fault = DuckFault.At(query, DuckNative.PrepareError(prepared));
        DuckNative.DestroyPrepare(ref prepared);
        throw new DuckFaultException(fault);
    }

    /// <summary>Binds values to the parameters <c>?</c> or <c>$1</c>, <c>$2</c> … in order.</summary>
    /// <exception cref="FoldlineException">FL4108: wrong number of values, or a value of a type that cannot be bound.</exception>
    public void Bind(ReadOnlySpan<object?> values)
    {
        var expected = DuckNative.ParameterCount(prepared);
        if (expected != (ulong)values.Length)
        {
            throw FoldlineException.User(
                "FL4108",
                $"The query has {expected} parameters but {values.Length} values were given. Give one value for each '?'.\nQuery: {query.Trim()}",
                null,
                ("query", query));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (BindOne((ulong)i + 1, values[i]) != 0)
                throw new DuckFaultException(DuckFault.At(query, DuckNative.PrepareError(prepared)));
        }
    }

    /// <summary>Executes and reads the whole result.</summary>
    public Table Run(CancellationToken cancellation)
    {
        var started = DuckNative.PendingPrepared(prepared, out var pending);
        try
        {
            // DuckDB forgets an interrupt that comes before the start, so the token is asked after it.
            cancellation.ThrowIfCancellationRequested();
            if (started != 0)
                throw Failure(DuckNative.PendingError(pending));
            return Execute(pending, cancellation);
        }
        finally
        {
            DuckNative.DestroyPending(ref pending);
        }
    }

    public void Dispose() => DuckNative.DestroyPrepare(ref prepared);

    private Table Execute(nint pending, CancellationToken cancellation)
    {
        var status = DuckNative.ExecutePending(pending, out var result);
        try
        {
            if (status != 0)
                throw Failure(DuckNative.ResultError(ref result));
            return ReadTable(ref result, cancellation);
        }
        finally
        {
            DuckNative.DestroyResult(ref result);
        }
    }

    private DuckFaultException Failure(nint message) => new(DuckFault.At(query, message));

    private static Table ReadTable(ref DuckResult result, CancellationToken cancellation)
    {
        var readers = new ColumnReader[DuckNative.ColumnCount(ref result)];
        var names = new string[readers.Length];
        for (var i = 0; i < readers.Length; i++)
        {
            names[i] = Marshal.PtrToStringUTF8(DuckNative.ColumnName(ref result, (ulong)i)) ?? "";
            readers[i] = ColumnReader.For(names[i], DuckNative.ColumnLogicalType(ref result, (ulong)i));
        }

        while (DuckNative.FetchChunk(result) is var chunk and not 0)
        {
            try
            {
                var rows = (int)DuckNative.ChunkSize(chunk);
                for (var i = 0; i < readers.Length; i++)
                    readers[i].Append(DuckNative.ChunkVector(chunk, (ulong)i), rows);
            }
            finally
            {
                DuckNative.DestroyDataChunk(ref chunk);
            }

            cancellation.ThrowIfCancellationRequested();
        }

        return new Table([.. readers.Select((reader, i) => new TableColumn(names[i], reader.Values(), reader.Nulls()))]);
    }

    private int BindOne(ulong index, object? value) => value switch
    {
        null or DBNull => DuckNative.BindNull(prepared, index),
        bool v => DuckNative.BindBoolean(prepared, index, v ? (byte)1 : (byte)0),
        sbyte v => DuckNative.BindInt64(prepared, index, v),
        short v => DuckNative.BindInt64(prepared, index, v),
        int v => DuckNative.BindInt64(prepared, index, v),
        long v => DuckNative.BindInt64(prepared, index, v),
        byte v => DuckNative.BindUInt64(prepared, index, v),
        ushort v => DuckNative.BindUInt64(prepared, index, v),
        uint v => DuckNative.BindUInt64(prepared, index, v),
        ulong v => DuckNative.BindUInt64(prepared, index, v),
        float v => DuckNative.BindFloat(prepared, index, v),
        double v => DuckNative.BindDouble(prepared, index, v),
        decimal v => DuckNative.BindDouble(prepared, index, (double)v),
        DateOnly v => DuckNative.BindDate(prepared, index, v.DayNumber - DuckTime.EpochDay),
        DateTime v => DuckNative.BindTimestamp(prepared, index, DuckTime.ToMicroseconds(v)),
        string v => BindText(index, v),
        byte[] v => DuckNative.BindBlob(prepared, index, v, (ulong)v.Length),
        _ => throw FoldlineException.User(
            "FL4108",
            $"Parameter {index} is a {value.GetType().Name}, which cannot be bound. Give a boolean, number, text, date or byte array.\nQuery: {query.Trim()}",
            null,
            ("query", query)),
    };

    private int BindText(ulong index, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return DuckNative.BindText(prepared, index, bytes, (ulong)bytes.Length);
    }
}
