using System.Globalization;
using System.Text.Json;
using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines;

/// <summary>What recipes do to arrays and tables before a network sees them.</summary>
[Trait("kind", "oracle")]
public sealed class PreprocessOracleTests
{
    private const string File = "numeric/preprocess";

    // Vote counts belong to the recipe of the EEG competition.
    private static readonly string[] Later = ["votes_to_probabilities"];

    public static TheoryData<string> All => new(Oracle.Cases(File)
        .Where(item => !Later.Contains(item.GetProperty("kind").GetString()))
        .Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(All))]
    public void Case_GivesWhatTheReferenceGives(string id)
    {
        var item = Oracle.Case(File, id);
        switch (item.GetProperty("kind").GetString())
        {
            case "log_clip_normalize" or "log_clip_normalize_constant":
                CheckLog(item);
                break;
            case "log_clip_normalize_large":
                CheckLargeLog(item);
                break;
            case "spectrogram_window":
                CheckWindow(item);
                break;
            case "vinbig_label":
                CheckLabel(item);
                break;
            case var kind:
                Assert.Fail($"'{kind}' is not known.");
                break;
        }
    }

    private static void CheckLog(JsonElement item)
    {
        var found = Apply(new LogZScore(), [.. item.GetProperty("input").Numbers().Select(value => (float)value)], item.Shape());

        var expected = item.TryGetProperty("output_float32", out var single) ? single.Numbers() : item.GetProperty("output_float64").Numbers();
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    private static void CheckLargeLog(JsonElement item)
    {
        var name = item.GetProperty("rule").GetString()!.Split('\'')[1];
        var stream = new UniformStream(name);
        var shape = item.Shape();
        var input = new float[shape[0] * shape[1]];
        for (var i = 0; i < input.Length; i++)
            input[i] = (float)Math.Exp((stream.Next() * 14) - 6);

        var found = Apply(new LogZScore(), input, shape);

        AssertClose(item.GetProperty("first").Numbers(), found[..8]);
        AssertClose(item.GetProperty("last").Numbers(), found[^4..]);
        Assert.Equal(item.GetProperty("min").GetDouble(), found.Min(), 2e-6);
        Assert.Equal(item.GetProperty("max").GetDouble(), found.Max(), 2e-6);
        Assert.Equal(item.GetProperty("abs_sum").GetDouble(), found.Sum(value => Math.Abs((double)value)), 2e-6 * found.Length);
    }

    private static void CheckWindow(JsonElement item)
    {
        var (rows, columns) = (item.GetProperty("table_rows").GetInt32(), item.GetProperty("value_columns").GetInt32());
        var name = item.GetProperty("rule").GetString()!.Split('\'')[1];
        var (values, missing) = (new UniformStream(name), new UniformStream(name + "/n"));
        var image = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = (float)Math.Round(values.Next(), 3);
                image[(column * rows) + row] = missing.Next() < 0.02 ? float.NaN : value;
            }
        }

        var found = Apply(new TimeWindow { OffsetSeconds = item.GetProperty("offset_seconds").GetInt32() }, image, [columns, rows]);

        Assert.Equal<long>([columns, found.Length / columns], item.Shape());
        AssertClose(item.GetProperty("first_row_head").Numbers(), found[..8]);
        AssertClose(item.GetProperty("last_row_tail").Numbers(), found[^8..]);
        Assert.Equal(item.GetProperty("sum_float64").GetDouble(), found.Sum(value => (double)value), 1e-3);
        Assert.Equal(item.GetProperty("zeros").GetInt32(), found.Count(value => value == 0));
    }

    // By the recipe's own query.
    private static void CheckLabel(JsonElement item)
    {
        var rows = item.GetProperty("class_ids").Integers().Select(number => string.Create(CultureInfo.InvariantCulture, $"('a', {number})"));
        using var database = new DuckDatabase();
        database.Execute($"CREATE TABLE train AS SELECT * FROM (VALUES {string.Join(", ", rows)}) AS rows(image_id, class_id)");
        database.Execute("CREATE TABLE train_meta AS SELECT 'a' AS image_id");

        var samples = database.Query(RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml")).Samples);

        Assert.Equal(item.GetProperty("label").GetInt64(), Assert.Single(samples.Column("abnormal").Int64s().ToArray()));
    }

    private static float[] Apply(Transform transform, float[] values, long[] shape)
    {
        using var input = TransformInput.Owning(Image.FromPixels<float>(values, (int)shape[0], (int)shape[1], 1));
        var random = CounterRandom.For(0, 0);
        transform.Apply(input, transform.Draw(ref random, input.Size));
        return input.Image.Pixels<float>().ToArray();
    }

    private static void AssertClose(double[] expected, float[] found) => Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
}
