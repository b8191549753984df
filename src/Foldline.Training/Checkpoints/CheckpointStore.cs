namespace Foldline.Training.Checkpoints;

/// <summary>
/// The newest checkpoint of a run and the one before: <c>last.safetensors</c> and <c>last-previous.safetensors</c>. At any moment,
/// also during a crash or on a full disk, at least one of them is complete.
/// </summary>
/// <param name="folder">Folder of the checkpoints; created when missing.</param>
/// <param name="name">First part of the file names.</param>
public sealed class CheckpointStore(string folder, string name = "last")
{
    /// <summary>File of the newest checkpoint.</summary>
    public string NewestPath => Path.Combine(folder, $"{name}.safetensors");

    /// <summary>File of the checkpoint before the newest.</summary>
    public string PreviousPath => Path.Combine(folder, $"{name}-previous.safetensors");

    /// <summary>Whether there is a checkpoint, be it usable or not.</summary>
    public bool Exists => File.Exists(NewestPath) || File.Exists(PreviousPath) || File.Exists(NextPath);

    // A checkpoint that is complete but has not taken its place yet.
    private string NextPath => Path.Combine(folder, $"{name}-next.safetensors");

    /// <summary>Writes a checkpoint; the newest until now becomes the previous one.</summary>
    /// <param name="checkpoint">What to write.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written; both earlier checkpoints are as they were.</exception>
    public void Save(Checkpoint checkpoint)
    {
        // The new file is complete on the disk before the old ones move.
        CheckpointFile.Write(NextPath, checkpoint);
        Move(() =>
        {
            if (File.Exists(NewestPath))
                File.Move(NewestPath, PreviousPath, overwrite: true);
            File.Move(NextPath, NewestPath, overwrite: true);
        });
    }

    /// <summary>Reads the newest checkpoint, or the previous one when the newest is damaged or missing.</summary>
    /// <param name="sections">Sections whose tensors are read; null reads all.</param>
    /// <returns>The checkpoint; null when the folder has none.</returns>
    /// <exception cref="FoldlineException">FL5701 or another: all that there are cannot be used; the error is that of the newest.</exception>
    public LoadedCheckpoint? Load(IReadOnlyCollection<string>? sections = null)
    {
        if (!Exists)
            return null;

        // A process that was killed while it saved, between the two moves: the second is made up for.
        if (!File.Exists(NewestPath) && File.Exists(NextPath))
            Move(() => File.Move(NextPath, NewestPath));
        if (!File.Exists(NewestPath))
            return new(CheckpointFile.Read(PreviousPath, sections), PreviousPath, $"'{NewestPath}' is missing; continuing from '{PreviousPath}'.");
        try
        {
            return new(CheckpointFile.Read(NewestPath, sections), NewestPath, null);
        }
        catch (FoldlineException e) when (File.Exists(PreviousPath))
        {
            return new(ReadInstead(e, sections), PreviousPath, $"{e.Message} Continuing from '{PreviousPath}'.");
        }
    }

    private void Move(Action move)
    {
        try
        {
            move();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL1001", $"Cannot write '{NewestPath}': {e.Message} The new checkpoint is in '{NextPath}'.", e, ("file", NewestPath));
        }
    }

    private Checkpoint ReadInstead(FoldlineException ofNewest, IReadOnlyCollection<string>? sections)
    {
        try
        {
            return CheckpointFile.Read(PreviousPath, sections);
        }
        catch (FoldlineException)
        {
            throw ofNewest;
        }
    }
}
