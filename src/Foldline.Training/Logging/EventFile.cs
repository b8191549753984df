using System.Buffers.Binary;
using System.Globalization;

namespace Foldline.Training.Logging;

/// <summary>
/// A TensorBoard event file: TFRecord frames around Event messages. Each start of the program writes a file of its own
/// (<c>events.out.tfevents.&lt;seconds&gt;.&lt;host&gt;</c>); a resumed run begins with a mark that makes TensorBoard forget what earlier
/// files say beyond the checkpoint. Not thread-safe.
/// </summary>
public sealed class EventFile : IDisposable
{
    private readonly FileStream stream;
    private readonly TimeProvider time;

    /// <summary>Creates the file.</summary>
    /// <param name="folder">Folder of the run; created when missing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="resumedStep">Step at which a resumed run continues; null for a new run.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be created.</exception>
    public EventFile(string folder, TimeProvider time, long? resumedStep = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        stream = Create(folder, time);
        try
        {
            Append(EventMessages.Version(Now));
            if (resumedStep is { } step)
                Append(EventMessages.Restart(Now, step));
            Flush();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Full path of the file.</summary>
    public string Path => stream.Name;

    private double Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Writes values; they may wait in memory until <see cref="Flush"/>.</summary>
    /// <param name="step">Step on the horizontal axis: epochs or iterations done.</param>
    /// <param name="values">Value by tag; dots become slashes, so that TensorBoard groups <c>train.loss</c> under <c>train</c>.</param>
    /// <exception cref="FoldlineException">FL1001: the disk is full or gone.</exception>
    public void Write(long step, IEnumerable<KeyValuePair<string, double>> values) =>
        Append(EventMessages.Scalars(Now, step, values.Select(pair => KeyValuePair.Create(pair.Key.Replace('.', '/'), pair.Value))));

    /// <summary>Hands everything to the operating system, so that TensorBoard sees it. Call it at the end of each epoch.</summary>
    /// <exception cref="FoldlineException">FL1001: the disk is full or gone.</exception>
    public void Flush() => Guard(() => stream.Flush());

    /// <summary>Flushes and closes the file.</summary>
    public void Dispose() => Guard(stream.Dispose);

    private static FileStream Create(string folder, TimeProvider time)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var name = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, $"events.out.tfevents.{seconds}.{Environment.MachineName}"));
        try
        {
            Directory.CreateDirectory(folder);
            var path = name;
            for (var i = 1; File.Exists(path); i++)
                path = string.Create(CultureInfo.InvariantCulture, $"{name}.{i}");
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(name, e);
        }
    }

    private static FoldlineException CannotWrite(string path, Exception e) => FoldlineException.User(
        "FL1001",
        $"Cannot write '{path}': {e.Message} Free some space or choose another folder.",
        e,
        ("file", path));

    private void Append(byte[] payload)
    {
        var frame = new byte[payload.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc32C.ComputeMasked(frame.AsSpan(0, 8)));
        payload.CopyTo(frame, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + payload.Length), Crc32C.ComputeMasked(payload));
        Guard(() => stream.Write(frame));
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw CannotWrite(Path, e);
        }
    }
}
