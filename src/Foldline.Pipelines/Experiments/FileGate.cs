namespace Foldline.Pipelines.Experiments;

/// <summary>
/// Lets one process at a time through, by a file that it holds open. Whoever comes meanwhile waits; the operating system opens the gate when the
/// process ends, however it ends. The file stays and is empty.
/// </summary>
internal sealed class FileGate : IDisposable
{
    private const int MaxPauseMilliseconds = 100;
    private readonly FileStream file;

    private FileGate(FileStream file) => this.file = file;

    /// <summary>Waits for the gate and goes through.</summary>
    /// <param name="path">File of the gate; created when missing.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellation">Ends the waiting with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL6514: another process held it all the time. FL1001: the file cannot be written.</exception>
    public static FileGate Enter(string path, TimeSpan patience, CancellationToken cancellation)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        for (var pause = 1; ; pause = Math.Min(2 * pause, MaxPauseMilliseconds))
        {
            try
            {
                return new FileGate(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (UnauthorizedAccessException e)
            {
                throw CannotWrite(path, e);
            }
            catch (IOException e) when (e is DirectoryNotFoundException or FileNotFoundException)
            {
                throw CannotWrite(path, e);
            }
            catch (IOException e) when (Environment.TickCount64 >= end)
            {
                throw FoldlineException.User("FL6514", $"Another process has held '{path}' for {patience.TotalSeconds:0} seconds. Wait until it has ended, and try again.", e, ("file", path));
            }
            catch (IOException)
            {
                cancellation.WaitHandle.WaitOne(pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Opens the gate for others.</summary>
    public void Dispose() => file.Dispose();

    private static FoldlineException CannotWrite(string path, Exception e) =>
        FoldlineException.User("FL1001", $"Cannot write '{path}': {e.Message} Choose a folder that can be written.", e, ("file", path));
}
