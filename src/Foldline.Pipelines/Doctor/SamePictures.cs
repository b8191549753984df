using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Imaging.Similarity;

namespace Foldline.Pipelines.Doctor;

/// <summary>The pictures of a recipe that are the same, by sample.</summary>
public sealed class SamePictures
{
    private readonly Examination examination;

    private SamePictures(Examination examination) => this.examination = examination;

    /// <summary>The pairs that lie on different sides: in different folds, or in training and test.</summary>
    public required ImmutableArray<ImageMatch> Crossing { get; init; }

    /// <summary>A group number for every sample, test samples included: the same for pictures that are the same.</summary>
    public required ImmutableArray<int> Groups { get; init; }

    /// <summary>Joins pairs to groups.</summary>
    /// <param name="examination">An examination whose images were looked at.</param>
    public static SamePictures Of(Examination examination)
    {
        var matches = examination.Images!.Matches;
        return new SamePictures(examination)
        {
            Crossing = [.. matches.Where(match => examination.SideOf(match.First) != examination.SideOf(match.Second))],
            Groups = Join(examination.Count, matches),
        };
    }

    /// <summary>Writes the crossing pairs: <c>id_a, id_b, side_a, side_b, kind, score</c>.</summary>
    /// <param name="path">CSV file to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void SavePairs(string path) => Save(path, new Table(
        Column("id_a", match => examination.IdOf(match.First)),
        Column("id_b", match => examination.IdOf(match.Second)),
        Column("side_a", match => Examination.NameOf(examination.SideOf(match.First))),
        Column("side_b", match => Examination.NameOf(examination.SideOf(match.Second))),
        Column("kind", match => NameOf(match.Kind)),
        TableColumn.Of("score", Crossing.Select(match => Math.Round(match.Score, 4)).ToArray())));

    /// <summary>Writes a group for each labelled sample: <c>id, picture_group</c>.</summary>
    /// <inheritdoc cref="SavePairs"/>
    public void SaveGroups(string path) => Save(path, new Table(
        TableColumn.Of("id", examination.Data.Train.Ids.AsSpan()),
        TableColumn.Of("picture_group", Groups.AsSpan()[..examination.Data.Train.Count])));

    /// <summary>A kind in words.</summary>
    internal static string NameOf(MatchKind kind) => kind switch
    {
        MatchKind.Identical => "identical",
        MatchKind.NearlyIdentical => "nearly identical",
        _ => "same scene",
    };

    private TableColumn Column(string name, Func<ImageMatch, string> value) => TableColumn.Of(name, Crossing.Select(value).ToArray());

    private static void Save(string path, Table table)
    {
        using var database = new DuckDatabase();
        database.CreateTable("rows", table);
        database.WriteCsv("SELECT * FROM rows ORDER BY rowid", path);
    }

    private static ImmutableArray<int> Join(int count, ImmutableArray<ImageMatch> matches)
    {
        int[] parents = [.. Enumerable.Range(0, count)];
        int Root(int number)
        {
            while (parents[number] != number)
                number = parents[number] = parents[parents[number]];
            return number;
        }

        foreach (var match in matches)
        {
            var (first, second) = (Root(match.First), Root(match.Second));
            parents[Math.Max(first, second)] = Math.Min(first, second);
        }

        return [.. Enumerable.Range(0, count).Select(Root)];
    }
}
