using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Tests.Reports;

/// <summary>A small model with one of everything.</summary>
internal static class SampleModel
{
    /// <summary>A PNG of one grey pixel.</summary>
    public static byte[] Pixel { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    /// <summary>The model; every text in it is <paramref name="mark"/> with a word before it.</summary>
    /// <param name="mark">Appended to texts, to look for it in the page.</param>
    public static ReportModel Create(string mark = "") => new()
    {
        Title = "vinbigdata" + mark,
        RunId = "run-7" + mark,
        Subtitle = "Is there a finding?" + mark,
        Facts = [new("model" + mark, "resnet18" + mark)],
        Tiles = [SummaryTile.OfFolds("ROC AUC" + mark, [0.94, 0.95]), new("images" + mark, "786" + mark, "336 in the test" + mark)],
        Warnings = ["train/a.png is damaged" + mark],
        Metrics = new FoldMetrics(["loss" + mark, "ROC AUC"], [new(0, [0.3, 0.94]) { Samples = 4, Epoch = 2 }, new(1, [0.4, double.NaN]) { Samples = 3, Epoch = 1 }])
        {
            OutOfFold = [0.35, 0.945],
        },
        Sections = [new("Look at the data" + mark, Blocks(mark)) { Lead = "Before training" + mark }, new("Look at the data" + mark, [])],
        Times = [new("train" + mark, TimeSpan.FromSeconds(90)), new("predict", TimeSpan.FromSeconds(30))],
        Recipe = "name: vinbigdata  # the baseline\nseed: 111\nnames: ['normal', \"abnormal\"]\n",
        Environment = [new("engine" + mark, "libtorch 1.13.1" + mark)],
    };

    private static ReportBlock[] Blocks(string mark) =>
    [
        new FigureBlock(BarFigure.Create("Bars" + mark, ["0" + mark, "3"], [new("images" + mark, [431, 355])], new("rows" + mark, "images"))) { Half = true, Caption = "Note" + mark },
        new FigureBlock(PieFigure.Create("Pie" + mark, ["normal" + mark, "abnormal"], [355, 431])) { Half = true },
        new ImageGridBlock("Images" + mark, [new(Pixel, "id" + mark) { Tag = "normal" + mark, Detail = "as it is" + mark, Boxes = [new(0.1, 0.2, 0.5, 0.8, "Nodule" + mark)] }]),
        new ImageRowsBlock("Rows" + mark, new(Pixel, "id" + mark), Table(mark)),
        new TableBlock("Table" + mark, Table(mark)),
        new FactsBlock("Facts" + mark, [new("a" + mark, "b" + mark)]),
        new TextBlock("First" + mark + "\n\nSecond" + mark),
        new CodeBlock("Query" + mark, "SELECT 1 < 2" + mark),
    ];

    private static ReportTable Table(string mark) => new(
    [
        ReportColumn.OfTexts("class" + mark, ["Nodule" + mark, null]),
        ReportColumn.OfNumbers("x", [1.5, double.NaN]),
        ReportColumn.OfNumbers("p", [0.123456789, 1], 4),
    ]);
}
