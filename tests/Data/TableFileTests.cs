using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Foldline.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Foldline.Tests.Data;

public sealed class TableFileTests
{
    [Fact]
    public void CreateTableFromCsv_LargeFile_KeepsRowOrderAndLeadingZeros()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder("id,zeros,value,flag\n");
        for (var i = 0; i < 60000; i++)
            text.Append(CultureInfo.InvariantCulture, $"img_{i},{i:00000},{i / 7.0:R},{i % 2 == 0}\n");
        folder.Write("train.csv", text.ToString());
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path, Threads = 4 });
        database.CreateTableFromCsv("train", "train.csv", new CsvOptions { RequiredColumns = ["id"] });
        var table = database.Query("SELECT rowid, * FROM train ORDER BY rowid");

        Assert.Equal(Enumerable.Range(0, 60000), table.Column("rowid").Int32s());
        Assert.Equal(Enumerable.Range(0, 60000).Select(i => $"img_{i}"), table.Column("id").Strings());
        Assert.Equal("00042", table.Column("zeros").Strings()[42]);
        Assert.Equal(42 / 7.0, table.Column("value").Doubles()[42]);
        Assert.Equal(ColumnType.Boolean, table.Column("flag").Type);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "FL4104", "3")]
    [InlineData("a,b\n1,2\n3,4,5\n", "FL4104", "3")]
    [InlineData("", "FL4104", "empty")]
    [InlineData("a,b\n1,\"open\n", "FL4104", "")]
    [InlineData("a,label\n1,2\n", "FL4103", "Did you mean 'label'")]
    public void CreateTableFromCsv_Malformed_NamesFileAndPlace(string text, string code, string place)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.csv", text);
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path });
        var options = new CsvOptions { RequiredColumns = ["labels"] };
        var error = Assert.Throws<FoldlineException>(() => database.CreateTableFromCsv("bad", "bad.csv", code == "FL4103" ? options : null));

        Assert.Equal(code, error.Code);
        Assert.Contains("bad.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateTableFromCsv_BytesThatAreNoText_IsAnError()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("bad.csv"), [.. "a,b\n"u8, 0xff, 0xfe, (byte)',', 0x80, (byte)'\n']);
        using var database = new DuckDatabase();

        Assert.Equal("FL4104", Assert.Throws<FoldlineException>(() => database.CreateTableFromCsv("bad", folder.At("bad.csv"))).Code);
    }

    [Fact]
    public void CreateTableFromFile_Missing_NamesTheNearestFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train.csv", "a\n1\n");
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path });

        var error = Assert.Throws<FoldlineException>(() => database.CreateTableFromFile("train", "tarin.csv"));
        Assert.Equal("FL4102", error.Code);
        Assert.Contains("Did you mean 'train.csv'", error.Message, StringComparison.Ordinal);
        Assert.Equal("FL4109", Assert.Throws<FoldlineException>(() => database.CreateTableFromFile("train", "train.xls")).Code);
    }

    [Theory]
    [InlineData("x.parquet")]
    [InlineData("x.json")]
    public void CreateTableFromFile_Garbage_IsAnErrorOfTheFile(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, "{ this is [ neither");
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path });

        Assert.Equal("FL4104", Assert.Throws<FoldlineException>(() => database.CreateTableFromFile("x", name)).Code);
    }

    [Fact]
    public void CreateTableFromFile_ParquetAndJson_ReadWhatWasWritten()
    {
        using var folder = new TemporaryFolder();
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path });
        database.WriteParquet("SELECT i, 'n' || i AS name FROM range(3000) r(i);", "sub/x.parquet");
        folder.Write("x.jsonl", "{\"a\": 1}\n{\"a\": 2}\n");
        database.CreateTableFromFile("p", "sub/x.parquet");
        database.CreateTableFromFile("j", "x.jsonl");

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"n{i}"), database.Query("SELECT name FROM p").Column("name").Strings());
        Assert.Equal([1, 2], database.Query("SELECT a FROM j").Column("a").Int32s());
        Assert.Equal(3000, database.Query("SELECT count(*) AS n FROM 'sub/x.parquet'").Column("n").Int32s()[0]);
    }

    [Fact]
    public void WriteCsv_AnyDoubles_ReadBackEqual() => Prop.ForAll<double[]>(values =>
    {
        using var folder = new TemporaryFolder();
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path });
        var doubles = values.Append(0.1 + 0.2).ToArray();
        database.CreateTable("t", new Table(TableColumn.Of("d", doubles), TableColumn.Of("f", Array.ConvertAll(doubles, d => (float)d))));
        database.WriteCsv("SELECT * FROM t ORDER BY rowid", "t.csv");
        database.CreateTableFromCsv("back", "t.csv", new CsvOptions { Types = new Dictionary<string, string> { ["d"] = "DOUBLE", ["f"] = "FLOAT" }.ToImmutableDictionary() });
        var back = database.Query("SELECT * FROM back ORDER BY rowid");
        return back.Column("d").Doubles().SequenceEqual(doubles) && back.Column("f").Floats().SequenceEqual(doubles.Select(d => (float)d));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void WriteParquet_ToAFolderThatCannotBe_LeavesNoTemporaryFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        using var database = new DuckDatabase(new DuckOptions { DataFolder = folder.Path });

        Assert.Equal("FL1001", Assert.Throws<FoldlineException>(() => database.WriteParquet("SELECT 1", "file/x.parquet")).Code);
        Assert.Equal("FL4101", Assert.Throws<FoldlineException>(() => database.WriteParquet("SELECT x", "x.parquet")).Code);
        Assert.Equal([folder.At("file")], Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
