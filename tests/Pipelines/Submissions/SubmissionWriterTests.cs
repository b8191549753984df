using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Submissions;

namespace Foldline.Tests.Pipelines.Submissions;

public sealed class SubmissionWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DuckDatabase database = new();

    public SubmissionWriterTests() => database.Execute(
        "CREATE TABLE sample AS SELECT * FROM (VALUES ('c', 0.5), ('a', 0.5), ('b', 0.5)) AS t(image_id, target)");

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Write_PutsRowsAndColumnsInTheSamplesOrder()
    {
        var rows = Write("SELECT * FROM (VALUES (0.25, 'a'), (1e-9, 'b'), (1.0, 'c')) AS t(target, image_id)");

        Assert.Equal(3, rows);
        Assert.Equal("image_id,target\nc,1\na,0.25\nb,1E-09\n", Normalized());
    }

    [Fact]
    public void Write_WithoutASample_KeepsTheQuerysOrderAndQuotesTexts()
    {
        SubmissionWriter.Write(database, new SubmissionSpec("SELECT 'x,y' AS id, 'a \"b\"' AS text", null), folder.At("s.csv"));

        Assert.Equal("id,text\n\"x,y\",\"a \"\"b\"\"\"\n", File.ReadAllText(folder.At("s.csv")));
    }

    [Theory]
    [InlineData("SELECT image_id FROM sample", "FL6030", "missing: target")]
    [InlineData("SELECT image_id, 0.1 AS target, 1 AS more FROM sample", "FL6030", "surplus: more")]
    [InlineData("SELECT image_id, 0.1 AS target FROM sample WHERE image_id <> 'a'", "FL6031", "Missing: a")]
    [InlineData("SELECT image_id, 0.1 AS target FROM sample UNION ALL SELECT 'd', 0.1", "FL6031", "Surplus: d")]
    [InlineData("SELECT image_id, 0.1 AS target FROM sample UNION ALL SELECT 'b', 0.1", "FL6031", "More than once: b")]
    [InlineData("SELECT image_id, 'nan'::DOUBLE AS target FROM sample", "FL6032", "'target' has NaN for 'c'")]
    [InlineData("SELECT image_id, 'inf'::DOUBLE AS target FROM sample", "FL6032", "Infinity")]
    [InlineData("SELECT image_id, NULL::DOUBLE AS target FROM sample", "FL6032", "no value")]
    [InlineData("SELECT image_id, target FROM smaple", "FL4101", "smaple")]
    public void Write_OfAWrongSubmission_SaysWhatIsWrongAndKeepsTheOldFile(string sql, string code, string message)
    {
        folder.Write("submission.csv", "old");

        var error = Assert.Throws<FoldlineException>(() => Write(sql));

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("old", File.ReadAllText(folder.At("submission.csv")));
    }

    [Fact]
    public void Write_WithManyWrongIds_ListsAFewAndCountsThem()
    {
        database.Execute("CREATE OR REPLACE TABLE sample AS SELECT 'id' || i AS image_id, 0.5 AS target FROM range(20) t(i)");

        var error = Assert.Throws<FoldlineException>(() => Write("SELECT image_id, 0.1 AS target FROM sample LIMIT 1"));

        Assert.Equal("19", error.Facts["missing"]);
        Assert.Contains("and 14 more", error.Message);
    }

    [Fact]
    public void Write_WithARepeatedIdInTheSample_BlamesTheSample()
    {
        database.Execute("INSERT INTO sample VALUES ('a', 0.5)");

        Assert.Equal("FL6033", Assert.Throws<FoldlineException>(() => Write("SELECT DISTINCT image_id, 0.1 AS target FROM sample")).Code);
    }

    private int Write(string sql) => SubmissionWriter.Write(database, new SubmissionSpec(sql, "sample"), folder.At("submission.csv"));

    private string Normalized() => File.ReadAllText(folder.At("submission.csv")).Replace("1.0", "1", StringComparison.Ordinal).Replace("0.0000000010", "1E-09", StringComparison.Ordinal);
}
