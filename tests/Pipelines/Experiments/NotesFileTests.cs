using Foldline.Pipelines.Experiments;

namespace Foldline.Tests.Pipelines.Experiments;

public sealed class NotesFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2021, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_WithoutAFile_GivesNothing()
    {
        var notes = File().Load();

        Assert.Equal((0, 0, null, double.NaN), (notes.Notes.Length, notes.Scores.Length, notes.Newest, notes.Public));
    }

    [Fact]
    public void Add_KeepsWhatWasThere_AndTheNewestCounts()
    {
        File().Add(new RunNote(Noon, "first"));
        File().Add(new LeaderboardScore(Noon, IsPrivate: false, 0.93));
        File().Add(new LeaderboardScore(Noon, IsPrivate: true, 0.91));
        File().Add(new LeaderboardScore(Noon.AddDays(1), IsPrivate: false, 0.94));
        var notes = File().Add(new RunNote(Noon.AddHours(1), "\"second\"\nwith ünïcode"));

        Assert.Equal(notes.Notes, File().Load().Notes);
        Assert.Equal(notes.Scores, File().Load().Scores);
        Assert.Equal(("\"second\"\nwith ünïcode", 0.94, 0.91), (notes.Newest, notes.Public, notes.Private));
        Assert.Equal([0.93, 0.91, 0.94], notes.Scores.Select(score => score.Score));
    }

    [Fact]
    public void Add_ByManyThreads_LosesNothing()
    {
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => File().Add(new RunNote(Noon, $"{i}")));

        Assert.Equal(Enumerable.Range(0, 40), File().Load().Notes.Select(note => int.Parse(note.Text)).Order());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"notes\": []}")]
    [InlineData("{\"notes\": [{\"time\": \"noon\", \"text\": \"a\"}], \"leaderboard\": []}")]
    [InlineData("{\"notes\": [], \"leaderboard\": [{\"time\": \"2021-01-31T12:00:00+00:00\", \"board\": \"third\", \"score\": 1}]}")]
    public void Add_ToADamagedFile_LeavesItAlone(string text)
    {
        folder.Write("notes.json", text);

        Assert.Equal("FL6513", Assert.Throws<FoldlineException>(() => File().Add(new RunNote(Noon, "more"))).Code);
        Assert.Equal(text, System.IO.File.ReadAllText(folder.At("notes.json")));
    }

    [Fact]
    public void Add_OfAScoreThatIsNoNumber_IsRefused() =>
        Assert.Equal("FL6517", Assert.Throws<FoldlineException>(() => File().Add(new LeaderboardScore(Noon, false, double.NaN))).Code);

    [Fact]
    public void Enter_WhileAnotherHoldsTheGate_WaitsAndGivesUp()
    {
        using var held = FileGate.Enter(folder.At("gate"), TimeSpan.Zero, CancellationToken.None);

        Assert.Equal("FL6514", Assert.Throws<FoldlineException>(() => FileGate.Enter(folder.At("gate"), TimeSpan.FromMilliseconds(20), CancellationToken.None)).Code);
        Assert.ThrowsAny<OperationCanceledException>(() => FileGate.Enter(folder.At("gate"), TimeSpan.FromMinutes(1), new CancellationToken(canceled: true)));
        Assert.Equal("FL1001", Assert.Throws<FoldlineException>(() => FileGate.Enter(folder.At("none", "gate"), TimeSpan.Zero, CancellationToken.None)).Code);
    }

    private NotesFile File() => new(folder.Path);
}
