using System.Text.Json;
using Foldline.Torch.Serialization;

namespace Foldline.Training.Checkpoints;

/// <summary>
/// One checkpoint in one <c>.safetensors</c> file: tensors as <c>section.name</c>, the state as JSON and a checksum over everything
/// in the header's texts. The same checkpoint gives the same bytes. Other programs can read the weights.
/// </summary>
public static class CheckpointFile
{
    private const string StateKey = "foldline.state";

    /// <summary>Writes a file atomically.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="checkpoint">What to write.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var texts = new Dictionary<string, string>
        {
            ["format"] = "pt",
            [StateKey] = JsonSerializer.Serialize(checkpoint.State, TrainingStateJson.Default.TrainingState),
            [ContentHash.Key] = ContentHash.Placeholder,
        };
        texts[ContentHash.Key] = ContentHash.Of(stream => SafeTensors.Write(stream, checkpoint.Tensors, texts));
        SafeTensors.Write(path, checkpoint.Tensors, texts);
    }

    /// <summary>Reads and verifies a file.</summary>
    /// <param name="path">File to read.</param>
    /// <param name="sections">Sections whose tensors are read; null reads all. An optimizer's are often twice as many as the weights.</param>
    /// <exception cref="FoldlineException">FL5701: the file is damaged or no checkpoint. FL5702: it cannot be read.</exception>
    public static Checkpoint Read(string path, IReadOnlyCollection<string>? sections = null)
    {
        try
        {
            if (ContentHash.FindFault(path) is { } fault)
                throw Damaged(path, fault);
            var content = SafeTensors.Read(path, name => sections?.Contains(Checkpoint.SectionOf(name)) ?? true);
            if (!content.Metadata.TryGetValue(StateKey, out var json))
                throw Damaged(path, "it holds no training state");
            var state = JsonSerializer.Deserialize(json, TrainingStateJson.Default.TrainingState);
            return new Checkpoint(state ?? throw Damaged(path, "its training state is empty"), [.. content.Tensors]);
        }
        catch (JsonException e)
        {
            throw Damaged(path, $"its training state cannot be read ({e.Message})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL5702", $"The checkpoint '{path}' cannot be read: {e.Message} Check that the run folder is complete.", e, ("file", path));
        }
    }

    private static FoldlineException Damaged(string path, string what) => FoldlineException.User(
        "FL5701",
        $"The checkpoint '{path}' is damaged: {what}. Delete it to continue from an earlier one, or start the training anew.",
        null,
        ("file", path),
        ("fault", what));
}
