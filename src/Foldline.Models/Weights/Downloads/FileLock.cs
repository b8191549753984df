namespace Foldline.Models.Weights.Downloads;

/// <summary>
/// Held by one process at a time, for as long as a file is being fetched. Opening a file without sharing takes the lock
/// (<c>flock</c>) that Hugging Face's Python library takes too; the file itself stays.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // EWOULDBLOCK of flock, and its Windows cousin.
    private const int WouldBlock = 11, SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">File that stands for it; its folder is created when missing.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when (e.HResult is WouldBlock or SharingViolation)
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FoldlineException.User("FL1001", $"Cannot write '{path}': {e.Message} Set HF_HOME to a folder that can be written.", e, ("file", path));
            }
        }
    }

    public void Dispose() => stream.Dispose();
}
