using Foldline.Data;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Curves;
using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Curves;

public sealed class CurveTests
{
    private const string Recipe = """
        name: lines
        tables: {train: train.csv}
        samples: SELECT * FROM train
        target: {columns: [left, right]}
        """;

    [Fact]
    public void Run_ReadsPointsAndGivesEachLabelItsColour()
    {
        var curves = Run("SELECT * FROM (VALUES ('a', 'right', '[[1, 2], [3.5, -4]]'), ('b', 'other', '[[0,0]]'), ('a', 'left', '[]')) t(id, label, points)");
        var another = Run("SELECT 'x' AS id, 'right' AS label, '[[0, 0]]' AS points");

        Assert.Equal(2, curves.Count);
        Assert.Equal([(1f, 2f), (3.5f, -4f)], curves.Of("a")[0].Points);
        Assert.Equal(["right", "left"], curves.Of("a").Select(curve => curve.Label));
        Assert.Equal(3, curves.Legend.Select(item => item.Color).Distinct().Count());
        Assert.Equal(curves.Of("a")[0].Color, another.Of("x")[0].Color);
        Assert.Empty(curves.Of("c"));
    }

    [Fact]
    public void Run_WithColoursAndSizes_TakesThem()
    {
        var curve = Run("SELECT 'a' AS id, 'left' AS label, '[[10, 20]]' AS points, '#0a141e' AS color, 100 AS height, 50 AS width").Of("a")[0];

        Assert.Equal((new RgbColor(10, 20, 30), new ImageSize(100, 50)), (curve.Color, curve.Original));
        using var image = Image.Allocate(50, 50, 3, PixelType.UInt8);
        image.Pixels<byte>().Clear();
        curve.Draw(image, 0.001);
        Assert.Equal([10, 20, 30], image.Pixels<byte>().Slice(((10 * 50) + 10) * 3, 3).ToArray());
    }

    [Theory]
    [InlineData("SELECT 'a' AS id, 'l' AS label, '[[1, 2], [3]]' AS points", "FL6101")]
    [InlineData("SELECT 'a' AS id, 'l' AS label, 'here and there' AS points", "FL6101")]
    [InlineData("SELECT 'a' AS id, 'l' AS label, '[[1, 1e999]]' AS points", "FL6101")]
    [InlineData("SELECT 'a' AS id, 'l' AS label, '[[1, 2]]' AS points, 'red' AS color", "FL6101")]
    [InlineData("SELECT 'a' AS id, 'l' AS label", "FL6020")]
    public void Run_OfWrongRows_IsRefused(string sql, string code) => Assert.Equal(code, Assert.Throws<FoldlineException>(() => Run(sql)).Code);

    [Fact]
    public void DrawnCurves_FollowTheTransforms()
    {
        var live = Image.Live;
        (float X, float Y)[] points = [(2, 3), (9, 5), (12, 14)];
        var color = new RgbColor(255, 0, 0);
        var curves = new CurveSet([("sample-1", new Curve("tube", color, [.. points], null))]);
        ISampleSource drawn = new CurvedSource(new FlatSource(16), curves, 0.2, channels: 3);
        var flips = new TransformPipeline([new HorizontalFlip(), new VerticalFlip()]);

        using (var moved = TransformInput.Owning(drawn.Load(1)))
        using (var plain = new FlatSource(16).Load(1))
        using (var expected = plain.ToRgb())
        using (var untouched = drawn.Load(0))
        {
            flips.Apply(moved, new SampleKey(1, 0, 1));
            expected.DrawCurve([.. points.Select(point => (15 - point.X, 15 - point.Y))], 3.2f, color);

            foreach (var (a, b) in moved.Image.Pixels<byte>().ToArray().Zip(expected.Pixels<byte>().ToArray()))
                Assert.InRange(a - b, -1, 1);
            Assert.True(expected.Pixels<byte>().ToArray().Count(value => value == 255) > 20);
            Assert.Equal(1, untouched.Channels);
        }

        Assert.Equal(live, Image.Live);
    }

    private static CurveSet Run(string sql)
    {
        using var database = new DuckDatabase();
        return CurveQuery.Run(database, RecipeFile.Parse(Recipe, "lines.yaml") with { Curves = sql });
    }

    private sealed class FlatSource(int side) : ISampleSource
    {
        public int Count => 2;

        public string Id(int index) => $"sample-{index}";

        public string Origin(int index) => Id(index);

        public Image Load(int index)
        {
            var image = Image.Allocate(side, side, 1, PixelType.UInt8);
            image.Pixels<byte>().Fill(90);
            return image;
        }
    }
}
