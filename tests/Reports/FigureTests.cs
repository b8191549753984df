using System.Text.Json;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Tests.Reports;

public sealed class FigureTests
{
    [Fact]
    public void Bar_WithSeries_HoldsCategoriesAndHeights()
    {
        var data = Data(BarFigure.Create("t", ["0", "3"], [new("images", [431, 355])], new("rows", "images")));
        Assert.Equal(["0", "3"], Texts(data[0], "x"));
        Assert.Equal([431, 355], Numbers(data[0], "y"));
    }

    [Fact]
    public void Bar_WithTooFewValues_IsRefused() =>
        Assert.Throws<ArgumentException>(() => BarFigure.Create("t", ["a", "b"], [new("n", [1])], new("x", "y")));

    [Fact]
    public void Pie_KeepsTheOrderOfItsParts()
    {
        var data = Data(PieFigure.Create("t", ["normal", "abnormal"], [30, 70]));
        Assert.Equal(["normal", "abnormal"], Texts(data[0], "labels"));
        Assert.Equal([30, 70], Numbers(data[0], "values"));
        Assert.False(data[0].GetProperty("sort").GetBoolean());
    }

    [Fact]
    public void Pie_WithNegativeSize_IsRefused() => Assert.Throws<ArgumentException>(() => PieFigure.Create("t", ["a"], [-1]));

    [Fact]
    public void Progress_HasTwoAxes_AndAStarWhereValidationIsBest()
    {
        double[] epochs = [1, 2, 3];
        var metric = new ProgressAxis("roc_auc", true, [new(0, CurveKind.Training, epochs, [0.5, 0.7, 0.95]), new(0, CurveKind.Validation, epochs, [0.6, 0.9, 0.8])]);
        var loss = new ProgressAxis("loss", false, [new(0, CurveKind.Validation, epochs, [0.7, double.NaN, 0.5])]);
        var figure = ProgressFigure.Create("t", metric, loss);
        var data = Data(figure);

        Assert.Equal(["y", "y", "y", "y2", "y2"], data.Select(trace => trace.GetProperty("yaxis").GetString()));
        Assert.Equal((2, 0.9), (Numbers(data[2], "x")[0], Numbers(data[2], "y")[0]));
        Assert.Equal((3, 0.5), (Numbers(data[4], "x")[0], Numbers(data[4], "y")[0]));
        Assert.Contains("\"overlaying\":\"y\"", figure.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_CountsTheUpperEndIntoTheLastBin()
    {
        var data = Data(HistogramFigure.Create(new HistogramOptions { Title = "t", Series = [new("p", [0, 0.2, 0.5, 0.99, 1, double.NaN, 1.5])], Low = 0, High = 1, Bins = 4 }));
        Assert.Equal([0.125, 0.375, 0.625, 0.875], Numbers(data[0], "x"));
        Assert.Equal([2, 0, 1, 2], Numbers(data[0], "y"));
    }

    [Fact]
    public void Histogram_AsShare_MakesSeriesOfDifferentSizesSumToOne()
    {
        var figure = HistogramFigure.Create(new HistogramOptions { Title = "t", Series = [new("validation", [0.1, 0.1, 0.9]), new("test", [0.9])], Low = 0, High = 1, Bins = 2, AsShare = true });
        var data = Data(figure);
        Assert.Equal([0.666667, 0.333333], Numbers(data[0], "y"));
        Assert.Equal([0, 1], Numbers(data[1], "y"));
        Assert.Equal([2, 1], Numbers(data[0], "customdata"));
    }

    [Fact]
    public void Histogram_OfFewWholeNumbers_HasABinForEach()
    {
        var data = Data(HistogramFigure.Create(new HistogramOptions { Title = "t", Series = [new("n", [0, 3, 3, 1])] }));
        Assert.Equal([0, 1, 2, 3], Numbers(data[0], "x"));
        Assert.Equal([1, 1, 0, 2], Numbers(data[0], "y"));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.25, 0.25 })]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { double.PositiveInfinity, 1.5 })]
    public void Histogram_OfDegenerateValues_StillDraws(double[] values)
    {
        var data = Data(HistogramFigure.Create(new HistogramOptions { Title = "t", Series = [new("n", values)] }));
        Assert.Equal(values.Count(double.IsFinite), Numbers(data[0], "y").Sum());
    }

    [Fact]
    public void Line_WithNotANumber_HasAGap()
    {
        var data = Data(LineFigure.Create("t", [new("lr", [1, 2, 3], [0.5, double.NaN, 0.1234567891])], new("iteration", "lr")));
        var y = data[0].GetProperty("y");
        Assert.Equal(JsonValueKind.Null, y[1].ValueKind);
        Assert.Equal(0.123457, y[2].GetDouble());
    }

    [Fact]
    public void TrainingCurve_GivesAFoldOneColourAndAKindOneDash()
    {
        double[] epochs = [1, 2];
        var figure = TrainingCurveFigure.Create("Loss", "loss",
        [
            new(0, CurveKind.Validation, epochs, [0.5, 0.4]),
            new(0, CurveKind.ValidationAveraged, epochs, [0.45, 0.35]),
            new(1, CurveKind.Validation, epochs, [0.6, 0.5]),
        ]);
        var curves = Data(figure).Where(trace => trace.TryGetProperty("showlegend", out _)).ToArray();
        var legend = Data(figure).Where(trace => !trace.TryGetProperty("showlegend", out _)).Select(trace => trace.GetProperty("name").GetString()!);
        Assert.Equal(["validation", "validation, averaged weights", "fold 0", "fold 1"], legend);
        Assert.Equal(3, curves.Length);
        Assert.Equal(Line(curves[0], "color"), Line(curves[1], "color"));
        Assert.NotEqual(Line(curves[0], "color"), Line(curves[2], "color"));
        Assert.Equal(Line(curves[0], "dash"), Line(curves[2], "dash"));
        Assert.NotEqual(Line(curves[0], "dash"), Line(curves[1], "dash"));
        Assert.Equal([0.45, 0.35], Numbers(curves[1], "y"));
    }

    [Fact]
    public void ConfusionMatrix_WritesEachCountAndItsShareOfTheRow()
    {
        var figure = ConfusionMatrixFigure.Create("t", ["normal", "abnormal"], new long[,] { { 3, 1 }, { 0, 1200 } });
        using var json = JsonDocument.Parse(figure.Json);
        var notes = json.RootElement.GetProperty("layout").GetProperty("annotations").EnumerateArray().Select(note => note.GetProperty("text").GetString());
        Assert.Equal(["<b>3</b><br>75.0 %", "<b>1</b><br>25.0 %", "<b>0</b><br>0.0 %", "<b>1,200</b><br>100.0 %"], notes);
    }

    [Fact]
    public void ConfusionMatrix_OfAnotherSizeThanItsNames_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ConfusionMatrixFigure.Create("t", ["a"], new long[2, 2]));

    [Fact]
    public void Scatter_WithLabels_ShowsThem()
    {
        var data = Data(ScatterFigure.Create("t", [new("points", [1], [2]) { Labels = ["a<b"] }], new("x", "y")));
        Assert.Equal(["a&lt;b"], Texts(data[0], "text"));
    }

    [Fact]
    public void Scatter_WithUnevenLists_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ScatterFigure.Create("t", [new("points", [1], [2, 3])], new("x", "y")));

    [Fact]
    public void Json_HasNoCharacterThatEndsAScript()
    {
        var figure = BarFigure.Create("t", ["</script><!--"], [new("<b>&", [1])], new("x", "y"));
        Assert.DoesNotContain('<', figure.Json);
        Assert.DoesNotContain('>', figure.Json);
        // Plotly reads HTML in its texts, so that these must be escaped for it as well.
        Assert.Equal(["&lt;/script&gt;&lt;!--"], Texts(Data(figure)[0], "x"));
    }

    private static JsonElement[] Data(Figure figure) => [.. JsonDocument.Parse(figure.Json).RootElement.GetProperty("data").EnumerateArray()];

    private static double[] Numbers(JsonElement trace, string key) => [.. trace.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];

    private static string[] Texts(JsonElement trace, string key) => [.. trace.GetProperty(key).EnumerateArray().Select(value => value.GetString()!)];

    private static string Line(JsonElement trace, string key) => trace.GetProperty("line").GetProperty(key).GetString()!;
}
