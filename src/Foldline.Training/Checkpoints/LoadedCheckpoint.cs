namespace Foldline.Training.Checkpoints;

/// <summary>A checkpoint that was found.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Path">The file it came from.</param>
/// <param name="Warning">Why it is not the newest one, to be shown; null when it is.</param>
public sealed record LoadedCheckpoint(Checkpoint Checkpoint, string Path, string? Warning);
