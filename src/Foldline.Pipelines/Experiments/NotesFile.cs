using System.Text.Json;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Experiments;

/// <summary>
/// The file <c>notes.json</c> of a run: notes and leaderboard scores, each with its time. Entries are only ever added. Safe with several
/// processes: who adds waits for the others, and who reads sees the file before or after.
/// </summary>
/// <param name="folder">The run's folder.</param>
public sealed class NotesFile(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string path = Path.Combine(folder, "notes.json");

    /// <summary>Reads the notes.</summary>
    /// <returns>The notes; none when there is no file.</returns>
    /// <exception cref="FoldlineException">FL6513: the file is damaged.</exception>
    public RunNotes Load()
    {
        if (!File.Exists(path))
            return RunNotes.None;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new RunNotes
            {
                Notes = [.. json.RootElement.GetProperty("notes").EnumerateArray().Select(note => new RunNote(note.GetProperty("time").GetDateTimeOffset(), note.GetProperty("text").GetString()!))],
                Scores = [.. json.RootElement.GetProperty("leaderboard").EnumerateArray().Select(ReadScore)],
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw FoldlineException.User("FL6513", $"The notes '{path}' are damaged: {e.Message} Mend the file by hand, or move it away to start anew.", e, ("file", path));
        }
    }

    /// <summary>Adds a note.</summary>
    /// <param name="note">The note.</param>
    /// <param name="cancellation">Ends the waiting for other processes.</param>
    /// <returns>All notes.</returns>
    /// <exception cref="FoldlineException">FL6513: the file is damaged and was left alone. FL6514: another process holds it. FL1001: it cannot be written.</exception>
    public RunNotes Add(RunNote note, CancellationToken cancellation = default) => Change(notes => notes with { Notes = notes.Notes.Add(note) }, cancellation);

    /// <summary>Adds a leaderboard score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="cancellation">Ends the waiting for other processes.</param>
    /// <inheritdoc cref="Add(RunNote, CancellationToken)"/>
    /// <exception cref="FoldlineException">FL6517: the score is not finite; and as for notes.</exception>
    public RunNotes Add(LeaderboardScore score, CancellationToken cancellation = default) => double.IsFinite(score.Score)
        ? Change(notes => notes with { Scores = notes.Scores.Add(score) }, cancellation)
        : throw FoldlineException.User("FL6517", $"The leaderboard score {score.Score} is no number to compare. Give a finite one.");

    private static LeaderboardScore ReadScore(JsonElement score) => new(
        score.GetProperty("time").GetDateTimeOffset(),
        score.GetProperty("board").GetString() switch
        {
            "private" => true,
            "public" => false,
            var other => throw new FormatException($"The board is '{other}'; expected is public or private."),
        },
        score.GetProperty("score").GetDouble());

    private RunNotes Change(Func<RunNotes, RunNotes> change, CancellationToken cancellation)
    {
        using var gate = FileGate.Enter(Path.Combine(folder, "notes.lock"), Patience, cancellation);
        var notes = change(Load());
        Save(notes);
        return notes;
    }

    private void Save(RunNotes notes) => JsonFile.Write(path, json =>
    {
        json.WriteStartArray("notes");
        foreach (var note in notes.Notes)
        {
            json.WriteStartObject();
            json.WriteString("time", note.Time);
            json.WriteString("text", note.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("leaderboard");
        foreach (var score in notes.Scores)
        {
            json.WriteStartObject();
            json.WriteString("time", score.Time);
            json.WriteString("board", score.IsPrivate ? "private" : "public");
            json.WriteNumber("score", score.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
