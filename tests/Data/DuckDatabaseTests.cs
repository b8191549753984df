using Foldline.Data;

namespace Foldline.Tests.Data;

public sealed class DuckDatabaseTests
{
    [Fact]
    public void Query_EveryType_ReadsValuesAndNulls()
    {
        using var database = new DuckDatabase();
        var table = database.Query(
            """
            SELECT true AS flag, (-5)::TINYINT AS i8, (-500)::SMALLINT AS i16, 7::INTEGER AS i32, 1::BIGINT << 40 AS i64,
              200::UTINYINT AS u8, 60000::USMALLINT AS u16, 4000000000::UINTEGER AS u32, 18446744073709551615::UBIGINT AS u64,
              sum(3) AS huge, 0.1::FLOAT AS f32, 0.1::DOUBLE AS f64, 12.34 AS dec, 1234567890123456789012.5::DECIMAL(30, 1) AS wide,
              'a text longer than twelve bytes: äöü' AS long_text, 'short' AS text, '\xAA\x00'::BLOB AS bytes,
              DATE '2020-02-29' AS day, TIMESTAMP '2021-03-04 05:06:07.000008' AS time, 'b'::ENUM('a', 'b') AS word,
              [1.5, NULL]::DOUBLE[] AS f64s, [1, 2, 3]::INTEGER[] AS i32s, ['x', NULL, 'yy'] AS texts, [0.5, 0.25]::FLOAT[2] AS pair, NULL AS nothing
            """);

        Assert.Equal(1, table.RowCount);
        Assert.True((bool)table.Column("flag")[0]!);
        Assert.Equal(
            [-5, -500, 7, 1L << 40, 200, 60000, 4000000000, 3],
            new[] { "i8", "i16", "i32", "i64", "u8", "u16", "u32", "huge" }.Select(name => table.Column(name).Int64s()[0]));
        Assert.Equal(ulong.MaxValue, table.Column("u64")[0]);
        Assert.Equal(0.1f, table.Column("f32").Floats()[0]);
        Assert.Equal(0.1, table.Column("f64").Doubles()[0]);
        Assert.Equal(12.34m, table.Column("dec")[0]);
        Assert.Equal(1234567890123456789012.5, table.Column("wide").Doubles()[0]);
        Assert.Equal("a text longer than twelve bytes: äöü", table.Column("long_text").Strings()[0]);
        Assert.Equal(("short", "b"), (table.Column("text").Text(0), table.Column("word").Text(0)));
        Assert.Equal([0xAA, 0], table.Column("bytes").ValuesOf<byte[]>()[0]);
        Assert.Equal(new DateOnly(2020, 2, 29), table.Column("day")[0]);
        Assert.Equal("2021-03-04 05:06:07.000008", table.Column("time").Text(0));
        Assert.Equal([1.5, double.NaN], table.Column("f64s").ValuesOf<double[]>()[0]);
        Assert.Equal([1, 2, 3], table.Column("i32s").ValuesOf<int[]>()[0]);
        Assert.Equal("x||yy", string.Join('|', table.Column("texts").ValuesOf<string?[]>()[0]));
        Assert.Equal([0.5f, 0.25f], table.Column("pair").ValuesOf<float[]>()[0]);
        Assert.True(table.Column("nothing").IsNull(0));
    }

    [Fact]
    public void Query_ManyChunks_KeepsOrderAndNulls()
    {
        using var database = new DuckDatabase();
        var table = database.Query("SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE i * 2 END AS twice, [i, i + 1] AS pair FROM range(10000) r(i)");

        Assert.Equal(Enumerable.Range(0, 10000), table.Column("i").Int32s());
        Assert.Equal(Enumerable.Range(0, 10000).Select(i => i % 3 == 0 ? -1 : i * 2), table.Column("twice").Int32s(-1));
        Assert.Equal([9999L, 10000L], table.Column("pair").ValuesOf<long[]>()[9999]);
    }

    [Fact]
    public void Query_FirstRowsOfGroups_AreTheFirst()
    {
        using var database = new DuckDatabase();
        database.Execute("CREATE TABLE t AS SELECT i // 2 AS g, i AS id, i % 5 AS a FROM range(200) r(i)");

        var first = database.Query("SELECT id, a FROM t QUALIFY row_number() OVER (PARTITION BY g ORDER BY rowid) = 1 ORDER BY rowid");

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2L * i), first.Column("id").Int64s());
    }

    [Fact]
    public void Query_BoundParameters_ArriveAsTheyAre()
    {
        using var database = new DuckDatabase();
        var table = database.Query(
            "SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d, $5 AS e, $6 AS f",
            "it's \"quoted\"; DROP TABLE x",
            0.1,
            -1L,
            null,
            new DateTime(2001, 2, 3),
            new byte[] { 0, 1 });

        Assert.Equal("it's \"quoted\"; DROP TABLE x", table.Column("a").Text(0));
        Assert.Equal(0.1, table.Column("b").Doubles()[0]);
        Assert.Equal(-1, table.Column("c").Int64s()[0]);
        Assert.True(table.Column("d").IsNull(0));
        Assert.Equal(new DateTime(2001, 2, 3), table.Column("e")[0]);
        Assert.Equal("0001", table.Column("f").Text(0));
    }

    [Theory]
    [InlineData("SELECT * FROM", "FL4101")]
    [InlineData("SELECT\n  nothing_of_this_name FROM range(3)", "FL4101")]
    [InlineData("SELECT 1; SELECT x", "FL4101")]
    [InlineData("SELECT ?", "FL4108")]
    [InlineData("SELECT INTERVAL 1 DAY AS i", "FL4107")]
    [InlineData("SELECT CAST('abc' AS INTEGER)", "FL4101")]
    [InlineData("INSTALL httpfs", "FL4101")]
    [InlineData("SELECT * FROM 'https://localhost/x.csv'", "FL4101")]
    public void Query_Refused_NamesCodeAndQuery(string sql, string code)
    {
        using var database = new DuckDatabase();
        var error = Assert.Throws<FoldlineException>(() => database.Query(sql));

        Assert.Equal(code, error.Code);
        Assert.True(error.IsUserError);
        Assert.Equal(3, database.Query("SELECT 3 AS x").Column("x").Int64s()[0]);
    }

    [Fact]
    public void Create_WithLimitsAndAFile_KeepsThemAndTheTables()
    {
        using var folder = new TemporaryFolder();
        var options = new DuckOptions { Path = folder.At("x.duckdb"), Threads = 1, MemoryLimitBytes = 512L << 20 };
        using (var database = new DuckDatabase(options))
        {
            database.Execute("CREATE TABLE t AS SELECT 5 AS x");
            Assert.Equal("1", database.Query("SELECT current_setting('threads') AS t").Column("t").Text(0));
            Assert.StartsWith("512.0 MiB", database.Query("SELECT current_setting('memory_limit') AS m").Column("m").Text(0), StringComparison.Ordinal);
        }

        using var again = new DuckDatabase(options);
        Assert.Equal([5], again.Query("SELECT x FROM t").Column("x").Int32s());
        Assert.Equal("FL4110", Assert.Throws<FoldlineException>(() => new DuckDatabase(new DuckOptions { Path = folder.Path })).Code);
        Assert.Equal("FL4111", Assert.Throws<FoldlineException>(() => new DuckDatabase(new DuckOptions { Threads = -1 })).Code);
    }

    [Fact]
    public void Query_UnknownColumn_NamesLineAndColumn()
    {
        using var database = new DuckDatabase();
        var error = Assert.Throws<FoldlineException>(() => database.Query("SELECT 1,\n  missing FROM range(3) r(i)"));

        Assert.Equal(("2", "3"), (error.Facts["line"], error.Facts["column"]));
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_Cancelled_StopsAndLeavesTheDatabaseUsable()
    {
        using var database = new DuckDatabase();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.ThrowsAny<OperationCanceledException>(() => database.Query("SELECT sum(a.i * b.i) FROM range(3000000) a(i), range(1000000) b(i)", source.Token));
        Assert.Equal(1, database.Query("SELECT 1 AS x").Column("x").Int64s()[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Query_CancelledAtAnyMoment_NeverMissesIt(int delay)
    {
        using var database = new DuckDatabase();
        for (var round = 0; round < 20; round++)
        {
            using var source = new CancellationTokenSource();
            var cancel = new Thread(() =>
            {
                Thread.SpinWait(delay * round * 5000);
                source.Cancel();
            });
            cancel.Start();

            Assert.ThrowsAny<OperationCanceledException>(() => database.Query("SELECT sum(a.i * b.i) FROM range(3000000) a(i), range(1000000) b(i)", source.Token));
            cancel.Join();
        }
    }

    [Fact]
    public void CreateTable_EveryType_ReadsBackEqual()
    {
        var count = 5000;
        TableColumn[] columns =
        [
            TableColumn.Of("flag", Make(count, i => i % 2 == 0)),
            TableColumn.Of("i8", Make(count, i => (sbyte)i)),
            TableColumn.Of("u8", Make(count, i => (byte)i)),
            TableColumn.Of("i32", Make(count, i => i)),
            TableColumn.Of("u32", Make(count, i => uint.MaxValue - (uint)i)),
            TableColumn.Of("i64", Make(count, i => (long)i << 33)),
            TableColumn.Of("i128", Make(count, i => (Int128)i << 80)),
            TableColumn.Of("f32", Make(count, i => 1f / (i + 1))),
            TableColumn.Of("f64", Make(count, i => 1.0 / (i + 1))),
            TableColumn.Of("text", Make(count, i => i % 7 == 0 ? null : $"text number {i} ü")),
            TableColumn.Of("blob", Make(count, i => new byte[i % 20])),
            TableColumn.Of("day", Make(count, i => new DateOnly(1969, 1, 1).AddDays(i))),
            TableColumn.Of("time", Make(count, i => new DateTime(1969, 12, 31).AddSeconds(i * 1000))),
            TableColumn.Of("f32s", Make(count, i => i % 5 == 0 ? null : Make(i % 4, j => i + (0.1f * j)))),
            TableColumn.Of("texts", Make(count, i => Make(i % 3, j => $"element {j} of {i}"))),
        ];
        using var database = new DuckDatabase();
        database.CreateTable("t", new Table(columns));
        var back = database.Query("SELECT * FROM t ORDER BY rowid");

        Assert.Equal(count, back.RowCount);
        foreach (var column in columns)
        {
            var read = back.Column(column.Name);
            Assert.Equal(column.Type, read.Type);
            Assert.Equal(Enumerable.Range(0, count).Select(column.Text), Enumerable.Range(0, count).Select(read.Text));
        }
    }

    [Fact]
    public void Doubles_OfText_NamesRowAndValue()
    {
        using var database = new DuckDatabase();
        var table = database.Query("SELECT * FROM (VALUES ('1', 1.5), ('x', 2.0)) v(t, d)");

        Assert.Equal("FL4105", Assert.Throws<FoldlineException>(() => table.Column("t").Doubles()).Code);
        Assert.Equal("1.5", Assert.Throws<FoldlineException>(() => table.Column("d").Int64s()).Facts["found"]);
        Assert.Contains("Did you mean 't'", Assert.Throws<FoldlineException>(() => table.Column("tt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_WithNull_NamesTheRowOrTakesTheStandIn()
    {
        using var database = new DuckDatabase();
        var column = database.Query("SELECT * FROM (VALUES (1), (NULL)) v(x)").Column("x");

        var error = Assert.Throws<FoldlineException>(() => column.Doubles());
        Assert.Equal(("FL4106", "1"), (error.Code, error.Facts["row"]));
        Assert.Equal([1, double.NaN], column.Doubles(double.NaN));
    }

    private static T[] Make<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];
}
