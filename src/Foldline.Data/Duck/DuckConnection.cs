using System.Globalization;
using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>One database with one connection. Not to be used by two threads at a time; the owner sees to that.</summary>
internal sealed class DuckConnection : IDisposable
{
    private nint database;
    private nint connection;

    /// <summary>Opens or creates a database.</summary>
    /// <param name="path">File, or <c>:memory:</c>.</param>
    /// <param name="settings">DuckDB's settings by name.</param>
    /// <exception cref="FoldlineException">FL4110: the file cannot be opened.</exception>
    public DuckConnection(string path, IEnumerable<(string Name, string Value)> settings)
    {
        var config = CreateConfig(settings);
        try
        {
            if (DuckNative.Open(path, out database, config, out var error) != 0)
                throw CannotOpen(path, error);
        }
        finally
        {
            DuckNative.DestroyConfig(ref config);
        }

        if (DuckNative.Connect(database, out connection) == 0)
            return;
        DuckNative.Close(ref database);
        throw CannotOpen(path, 0);
    }

    ~DuckConnection() => Release();

    /// <summary>DuckDB's handle of the connection.</summary>
    public nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(connection == 0, typeof(DuckDatabase));
            return connection;
        }
    }

    /// <summary>DuckDB's version, such as <c>v1.5.6</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8(DuckNative.LibraryVersion()) ?? "";

    /// <summary>Runs statements; the last one takes the parameters and gives the result.</summary>
    /// <exception cref="DuckFaultException">DuckDB refused.</exception>
    public Table Run(string query, ReadOnlySpan<object?> parameters, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var handle = Handle;
        var count = DuckNative.ExtractStatements(handle, query, out var extracted);
        try
        {
            if (count == 0 && Marshal.PtrToStringUTF8(DuckNative.ExtractStatementsError(extracted)) is { Length: > 0 } words)
                throw new DuckFaultException(new DuckFault(query, words));

            using var interrupt = cancellation.UnsafeRegister(state => DuckNative.Interrupt((nint)state!), handle);
            var result = Table.Empty;
            for (ulong i = 0; i < count; i++)
            {
                using var statement = new DuckStatement(handle, extracted, i, query);
                statement.Bind(i + 1 == count ? parameters : []);
                result = statement.Run(cancellation);
            }

            return result;
        }
        catch (DuckFaultException e) when (e.Fault.IsInterrupt && cancellation.IsCancellationRequested)
        {
            // Any step can be interrupted: DuckDB asks while it plans a statement as well as while it executes it.
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        finally
        {
            DuckNative.DestroyExtracted(ref extracted);
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private static nint CreateConfig(IEnumerable<(string Name, string Value)> settings)
    {
        if (DuckNative.CreateConfig(out var config) != 0)
            throw new OutOfMemoryException("DuckDB could not create its configuration.");

        foreach (var (name, value) in settings)
        {
            if (DuckNative.SetConfig(config, name, value) == 0)
                continue;
            DuckNative.DestroyConfig(ref config);
            throw FoldlineException.User("FL4111", string.Create(CultureInfo.InvariantCulture, $"DuckDB does not accept {name} = '{value}'. Correct the setting."));
        }

        return config;
    }

    private static FoldlineException CannotOpen(string path, nint error)
    {
        var words = Marshal.PtrToStringUTF8(error) ?? "no reason given";
        DuckNative.Free(error);
        return FoldlineException.User(
            "FL4110",
            $"The database '{path}' cannot be opened: {words} Close other programs that use it, or name another file.",
            null,
            ("file", path),
            ("duckdb", words));
    }

    private void Release()
    {
        if (connection != 0)
            DuckNative.Disconnect(ref connection);
        if (database != 0)
            DuckNative.Close(ref database);
    }
}
