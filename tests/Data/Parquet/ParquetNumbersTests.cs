using Foldline.Data;
using Foldline.Data.Parquet;

namespace Foldline.Tests.Data.Parquet;

/// <summary>Files of plain numbers as DuckDB writes and reads them.</summary>
public sealed class ParquetNumbersTests : IDisposable
{
    private const string Numbers = """
        SELECT 2 * i AS time, (i % 7)::INTEGER AS few, (i * 31 % 700)::FLOAT AS many, CASE WHEN i % 4 <> 2 THEN i * 17 % 90 END::DOUBLE AS some, CASE WHEN i % 5 <> 1 THEN i / 3 END::FLOAT AS gaps, CASE WHEN i % 3 = 0 THEN 'nan'::DOUBLE ELSE sqrt(i) END AS reals,
          NULL::FLOAT AS nothing, 'inf'::FLOAT AS constant, hash(i)::FLOAT AS noise
        FROM range(5000) r(i)
        """;

    private readonly TemporaryFolder folder = new();
    private readonly DuckDatabase database = new();

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("COMPRESSION uncompressed")]
    [InlineData("COMPRESSION snappy")]
    [InlineData("COMPRESSION snappy, ROW_GROUP_SIZE 2048")]
    [InlineData("COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1")]
    public void Read_GivesWhatDuckDbGives(string options)
    {
        var path = Write(Numbers, options);
        var expected = database.ReadFile(path);

        var read = ParquetNumbers.TryRead(path);

        Assert.NotNull(read);
        Assert.Equal(expected.ColumnNames, read.Names);
        foreach (var (column, values) in expected.Columns.Zip(read.Columns))
            Assert.Equal(column.Floats(float.NaN), values);
    }

    [Theory]
    [InlineData("SELECT 1.5 AS a", "COMPRESSION zstd")]
    [InlineData("SELECT 1 AS a, 'text' AS b", "COMPRESSION snappy")]
    [InlineData("SELECT 1 AS a, [1, 2] AS b", "COMPRESSION snappy")]
    [InlineData("SELECT 1 AS a, DATE '2020-01-01' AS b", "COMPRESSION snappy")]
    [InlineData("SELECT 1 AS a, 4000000000::UINTEGER AS b", "COMPRESSION snappy")]
    [InlineData("SELECT 1 AS a, 1.25::DECIMAL(9, 2) AS b", "COMPRESSION snappy")]
    [InlineData("SELECT 1 AS a, {'x': 1.0} AS b", "COMPRESSION snappy")]
    public void Read_OfOtherKinds_IsLeftToDuckDb(string sql, string options) => Assert.Null(ParquetNumbers.TryRead(Write(sql, options)));

    [Fact]
    public void Read_OfDamagedFiles_NeverThrows()
    {
        var bytes = File.ReadAllBytes(Write("SELECT i AS a, i / 7 AS b, (i * 31 % 37)::FLOAT AS c FROM range(200) r(i)", "COMPRESSION snappy"));
        var random = CounterRandom.For(5, 6);

        for (var cut = 0; cut < bytes.Length; cut += 3)
            ParquetNumbers.TryRead(bytes.AsSpan(0, cut));
        for (var round = 0; round < 3000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var i = random.NextInt32(3); i >= 0; i--)
                damaged[random.NextInt32(damaged.Length)] = (byte)random.NextInt32(256);
            ParquetNumbers.TryRead(damaged);
        }

        Assert.Null(ParquetNumbers.TryRead(bytes.AsSpan(1)));
        Assert.Null(ParquetNumbers.TryRead(folder.At("none.parquet")));
    }

    private string Write(string sql, string options)
    {
        var path = folder.At("file.parquet");
        database.Execute($"COPY ({sql}) TO {DuckDatabase.QuoteText(path)} (FORMAT parquet, {options})");
        return path;
    }
}
