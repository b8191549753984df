namespace Foldline.Pipelines.Runs;

/// <summary>
/// Keeps a run's folder for one process. The operating system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="FoldlineException">FL6041: another process has it. FL1001: the folder cannot be written.</exception>
    public RunLock(string folder)
    {
        var path = Path.Combine(folder, "run.lock");
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw FoldlineException.User("FL1001", $"Cannot write '{path}': {e.Message} Choose a folder that can be written.", e, ("file", path));
        }
        catch (IOException e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            throw FoldlineException.User("FL6042", $"'{folder}' is no run folder: it does not exist.", e, ("folder", folder));
        }
        catch (IOException e)
        {
            throw FoldlineException.User(
                "FL6041",
                $"The run '{folder}' is in use by another process. Wait until it has ended, or start a run of its own.",
                e,
                ("folder", folder));
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => file.Dispose();
}
