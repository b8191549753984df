using System.Security.Cryptography;
using Foldline.Data;
using Foldline.Data.Arrays;
using Foldline.Imaging;
using Foldline.Pipelines.Samples;

namespace Foldline.Tests.Pipelines.Samples;

/// <summary>The made-up data of every recipe: same bytes each time, and tables and files that fit each other as the competition's do.</summary>
public sealed class CompetitionSampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => new(SampleGenerators.All.Select(generator => generator.Name));

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_Twice_GivesTheSameBytes(string name)
    {
        var options = new SampleOptions(Count: 12, Size: 32, Seed: 3);

        Assert.Equal(Hashes(Make(name, "a", options)), Hashes(Make(name, "b", options)));
        Assert.NotEqual(Hashes(Make(name, "a", options)), Hashes(Make(name, "c", options with { Seed = 4 })));
    }

    [Fact]
    public void Steel_MasksMarkWhatDiffersFromTheSteel()
    {
        var path = Make("severstal", "steel", new SampleOptions(Count: 60, Size: 64));
        var rows = Query(path, "train.csv", "SELECT ImageId_ClassId AS key, EncodedPixels AS runs FROM t WHERE EncodedPixels IS NOT NULL");

        Assert.InRange(rows.RowCount, 10, 45);
        foreach (var (key, runs) in rows.Column("key").Strings().Zip(rows.Column("runs").Strings()))
        {
            using var picture = ImageCodec.Decode(Path.Combine(path, "train_images", key[..^2]));
            Assert.Equal(new ImageSize(64, 400), picture.Size);
            using var mask = RunLength.Decode(runs, picture.Height, picture.Width);
            var inside = mask.Pixels<byte>().ToArray().Count(value => value > 0);
            Assert.InRange(inside, 10, picture.SampleCount / 4);
        }
    }

    [Fact]
    public void Steel_ListsFourRowsAnImage()
    {
        var path = Make("severstal", "steel", new SampleOptions(Count: 20, Size: 32));

        foreach (var (table, part) in new[] { ("train.csv", "train_images"), ("sample_submission.csv", "test_images") })
        {
            var keys = Query(path, table, "SELECT ImageId_ClassId AS key FROM t").Column("key").Strings();
            var expected = Directory.GetFiles(Path.Combine(path, part)).Select(Path.GetFileName).SelectMany(name => Enumerable.Range(1, 4), (name, number) => $"{name}_{number}");
            Assert.Equal(expected.Order(), keys.Order());
        }
    }

    [Fact]
    public void Eeg_EveryExcerptLiesInItsSpectrogram()
    {
        var path = Make("hms-hbac", "eeg", new SampleOptions(Count: 12));
        var rows = Query(path, "train.csv", "SELECT spectrogram_id AS id, max(spectrogram_label_offset_seconds)::BIGINT AS last FROM t GROUP BY ALL");

        Assert.Equal(10, rows.RowCount);
        foreach (var (id, last) in rows.Column("id").Int64s().Zip(rows.Column("last").Int64s()))
        {
            var file = Path.Combine(path, "train_spectrograms", $"{id}.parquet");
            using var database = new DuckDatabase();
            var shape = database.Query($"SELECT count(*) AS rows, count(*) - count(\"LL_0.59\") AS missing FROM '{file}'");
            Assert.True(shape.Column("rows").Int64s()[0] >= 300 + (last / 2));
            Assert.Equal(401, database.Query($"SELECT * FROM '{file}' LIMIT 1").Columns.Length);
        }
    }

    [Fact]
    public void Eeg_VotesAndConsensusAgree()
    {
        var path = Make("hms-hbac", "eeg", new SampleOptions(Count: 15));
        var wrong = Query(path, "train.csv", """
            SELECT count(*) AS n FROM t WHERE
              greatest(seizure_vote, lpd_vote, gpd_vote, lrda_vote, grda_vote, other_vote) <>
              CASE expert_consensus WHEN 'Seizure' THEN seizure_vote WHEN 'LPD' THEN lpd_vote WHEN 'GPD' THEN gpd_vote
                WHEN 'LRDA' THEN lrda_vote WHEN 'GRDA' THEN grda_vote ELSE other_vote END
            """);

        Assert.Equal([0L], wrong.Column("n").Int64s());
    }

    [Fact]
    public void Seti_TargetsAreInTheOnPanelsAlone()
    {
        var path = Make("seti-bl", "seti", new SampleOptions(Count: 40, Size: 64));
        var rows = Query(path, "train_labels.csv", "SELECT id, target FROM t");

        Assert.Equal(30, rows.RowCount);
        foreach (var (id, target) in rows.Column("id").Strings().Zip(rows.Column("target").Int64s()))
        {
            var array = NpyFile.Read(Path.Combine(path, "train", id[..1], $"{id}.npy"));
            Assert.Equal([6, 68, 64], array.Shape);
            var means = Means(array);
            if (target == 1)
                Assert.True(means[0] > means[1], $"{id}: the first panel shows nothing.");
        }
    }

    [Fact]
    public void Catheters_LabelsAnnotationsAndPatientsFit()
    {
        var path = Make("ranzcr", "films", new SampleOptions(Count: 60, Size: 64));
        using var database = new DuckDatabase(new DuckOptions { DataFolder = path });
        database.CreateTableFromCsv("train", "train.csv");
        database.CreateTableFromCsv("notes", "train_annotations.csv");
        var counts = database.Query("""
            SELECT count(*) AS films, count(DISTINCT PatientID) AS patients,
              (SELECT count(*) FROM notes n JOIN train t USING (StudyInstanceUID) WHERE n.label = 'CVC - Normal' AND t."CVC - Normal" = 0) AS wrong,
              (SELECT count(DISTINCT StudyInstanceUID) FROM notes) AS annotated
            FROM train
            """);

        Assert.Equal(48, counts.Column("films").Int64s()[0]);
        Assert.Equal(24, counts.Column("patients").Int64s()[0]);
        Assert.Equal(0, counts.Column("wrong").Int64s()[0]);
        Assert.InRange(counts.Column("annotated").Int64s()[0], 8, 40);
    }

    private static double[] Means(NumericArray array) =>
        [.. Enumerable.Range(0, 6).Select(panel => array.As<Half>().Slice(panel * 68 * 64, 68 * 64).ToArray().Average(value => (double)value))];

    private static Table Query(string path, string table, string sql)
    {
        using var database = new DuckDatabase(new DuckOptions { DataFolder = path });
        database.CreateTableFromCsv("t", table);
        return database.Query(sql);
    }

    private static List<string> Hashes(string path) => [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(path, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];

    private string Make(string name, string folderName, SampleOptions options)
    {
        var path = folder.At(folderName);
        SampleGenerators.Find(name).Generate(path, options);
        return path;
    }
}
