using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>ROC curves with their areas in the legend and the line of a guess for comparison.</summary>
public static class RocFigure
{
    private const int Height = 380;

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="curves">Curves, such as one per fold and one over all; a lone curve is filled below.</param>
    public static Figure Create(string title, IReadOnlyList<RocCurve> curves)
    {
        var data = new JsonArray();
        for (var i = 0; i < curves.Count; i++)
            data.Add((JsonNode)Curve(curves[i], FigureTheme.Color(i), fill: curves.Count == 1));
        data.Add((JsonNode)Guess());

        var layout = FigureTheme.Layout(new AxisTitles("false positive rate", "true positive rate"));
        layout["xaxis"]!["range"] = FigureJson.Numbers([0, 1]);
        layout["yaxis"]!["range"] = FigureJson.Numbers([0, 1.01]);
        layout["legend"] = new JsonObject
        {
            ["x"] = 0.98, ["xanchor"] = "right", ["y"] = 0.04, ["yanchor"] = "bottom", ["bgcolor"] = "#ffffffd9",
        };
        return Figure.From(title, data, layout, Height);
    }

    private static JsonObject Curve(RocCurve curve, string color, bool fill) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["name"] = FigureJson.Escape($"{curve.Name} (area {AreaText(curve.Area)})"),
        ["x"] = FigureJson.Numbers(curve.FalsePositiveRate),
        ["y"] = FigureJson.Numbers(curve.TruePositiveRate),
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 2.2 },
        ["fill"] = fill ? "tozeroy" : "none",
        ["fillcolor"] = FigureTheme.Transparent(color, "1a"),
        ["hovertemplate"] = "false %{x:.3f}, true %{y:.3f}<extra>%{fullData.name}</extra>",
    };

    private static JsonObject Guess() => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["name"] = "guess",
        ["x"] = FigureJson.Numbers([0, 1]),
        ["y"] = FigureJson.Numbers([0, 1]),
        ["line"] = new JsonObject { ["color"] = FigureTheme.Muted, ["width"] = 1, ["dash"] = "dot" },
        ["showlegend"] = false,
        ["hoverinfo"] = "skip",
    };

    private static string AreaText(double area) => double.IsNaN(area) ? "undefined" : area.ToString("F4", CultureInfo.InvariantCulture);
}
