using System.Text.RegularExpressions;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Keeps an output folder for one process, and drops the temporary files of one that was killed. The operating system lets go of the
/// folder when the process ends, however it ends.
/// </summary>
internal sealed partial class OutputFolder : IDisposable
{
    private const string InUse = "FL6066";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private readonly FileStream file;

    private OutputFolder(string path, IEnumerable<string> folders)
    {
        var name = Path.Combine(path, "prepare.lock");
        try
        {
            Directory.CreateDirectory(path);
            file = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            foreach (var folder in folders.Select(folder => Path.Combine(path, folder)).Where(Directory.Exists))
                Sweep(folder);
        }
        catch (IOException e) when (file is null && File.Exists(name))
        {
            throw FoldlineException.User(InUse, $"Another process prepares files in '{path}'. Wait until it has ended, or choose another folder with --out.", e, ("folder", path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL1001", $"Cannot write in '{path}': {e.Message} Choose a folder that can be written with --out.", e, ("file", path));
        }
    }

    /// <summary>Takes the output folder, which is created when missing, and drops temporary files from some folders in it.</summary>
    /// <param name="options">The folder, and whether another process is waited for.</param>
    /// <param name="folders">Folders within it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="FoldlineException">FL6066: another process has it. FL1001: it cannot be written.</exception>
    public static OutputFolder Take(PreparationOptions options, IEnumerable<string> folders, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new OutputFolder(options.OutFolder, folders);
            }
            catch (FoldlineException e) when (e.Code == InUse && options.WaitsForOthers)
            {
                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => file.Dispose();

    private static void Sweep(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories).Where(path => Temporary().IsMatch(path)))
            File.Delete(path);
    }

    // The names that AtomicFile gives to files before they are complete.
    [GeneratedRegex(@"\.(png|jpg|npy|tfrec)\.[0-9]+\.[0-9a-f]{32}\.tmp\z", RegexOptions.CultureInvariant)]
    private static partial Regex Temporary();
}
