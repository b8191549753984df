using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>
/// How often each true class (row) was predicted as each class (column). The shade is the share within the row; the number is the
/// count. Drawn with rectangles, because the small Plotly build that is embedded has no heat map.
/// </summary>
public static class ConfusionMatrixFigure
{
    private const int WrittenCounts = 20;
    private const int LevelNames = 8;

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="classes">Class names.</param>
    /// <param name="counts">Counts [true class, predicted class], none negative.</param>
    /// <exception cref="ArgumentException">The table is not square or not as large as the list of names.</exception>
    public static Figure Create(string title, IReadOnlyList<string> classes, long[,] counts)
    {
        var n = classes.Count;
        if (counts.GetLength(0) != n || counts.GetLength(1) != n)
            throw new ArgumentException($"A table of {counts.GetLength(0)} × {counts.GetLength(1)} counts for {n} classes.", nameof(counts));

        var shapes = new JsonArray();
        var notes = new JsonArray();
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++)
            {
                var share = Share(counts, row, column);
                shapes.Add((JsonNode)Cell(row, column, share));
                if (n <= WrittenCounts)
                    notes.Add((JsonNode)Note(row, column, CellText(counts[row, column], share, n), share > 0.55));
            }
        }

        var layout = FigureTheme.Layout(new AxisTitles("predicted", "true"));
        layout["shapes"] = shapes;
        layout["annotations"] = notes;
        layout["showlegend"] = false;
        if (n > LevelNames)
            layout["xaxis"]!["tickangle"] = -90;
        foreach (var name in (ReadOnlySpan<string>)["xaxis", "yaxis"])
            SetClasses(layout[name]!.AsObject(), classes, reversed: name == "yaxis");
        return Figure.From(title, [Pointer(classes, counts)], layout, Math.Clamp(60 * n, 280, 720));
    }

    private static double Share(long[,] counts, int row, int column)
    {
        long total = 0;
        for (var i = 0; i < counts.GetLength(1); i++)
            total += counts[row, i];
        return total == 0 ? 0 : (double)counts[row, column] / total;
    }

    private static string CellText(long count, double share, int classes) => classes <= 8
        ? string.Create(CultureInfo.InvariantCulture, $"<b>{count:N0}</b><br>{100 * share:F1} %")
        : count.ToString("N0", CultureInfo.InvariantCulture);

    private static JsonObject Cell(int row, int column, double share) => new()
    {
        ["type"] = "rect",
        ["layer"] = "below",
        ["x0"] = column - 0.5, ["x1"] = column + 0.5, ["y0"] = row - 0.5, ["y1"] = row + 0.5,
        ["fillcolor"] = Shade(share),
        ["line"] = new JsonObject { ["color"] = "#ffffff", ["width"] = 2 },
    };

    private static JsonObject Note(int row, int column, string text, bool light) => new()
    {
        ["x"] = column, ["y"] = row, ["text"] = text, ["showarrow"] = false,
        ["font"] = new JsonObject { ["color"] = light ? "#ffffff" : FigureTheme.Ink },
    };

    // From white-blue to the theme's first colour, straight in RGB.
    private static string Shade(double share)
    {
        static int Between(int from, int to, double at) => (int)Math.Round(from + ((to - from) * at));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Between(0xee, 0x00, share):x2}{Between(0xf3, 0x62, share):x2}{Between(0xf8, 0x9e, share):x2}");
    }

    private static void SetClasses(JsonObject axis, IReadOnlyList<string> classes, bool reversed)
    {
        double low = -0.5, high = classes.Count - 0.5;
        axis["tickvals"] = FigureJson.Numbers([.. Enumerable.Range(0, classes.Count).Select(i => (double)i)]);
        axis["ticktext"] = FigureJson.Texts(classes);
        axis["range"] = FigureJson.Numbers(reversed ? [high, low] : [low, high]);
        axis["showgrid"] = false;
        axis["showline"] = false;
        axis["ticks"] = "";
        axis["fixedrange"] = true;
    }

    private static JsonObject Pointer(IReadOnlyList<string> classes, long[,] counts)
    {
        List<double> x = [], y = [];
        List<string> texts = [];
        for (var row = 0; row < classes.Count; row++)
        {
            for (var column = 0; column < classes.Count; column++)
            {
                x.Add(column);
                y.Add(row);
                texts.Add(string.Create(CultureInfo.InvariantCulture, $"true {classes[row]}, predicted {classes[column]}: {counts[row, column]:N0}"));
            }
        }

        return new JsonObject
        {
            ["type"] = "scatter", ["mode"] = "markers",
            ["x"] = FigureJson.Numbers(x), ["y"] = FigureJson.Numbers(y), ["text"] = FigureJson.Texts(texts),
            ["marker"] = new JsonObject { ["opacity"] = 0, ["size"] = 40, ["symbol"] = "square" },
            ["hovertemplate"] = "%{text}<extra></extra>",
        };
    }
}
