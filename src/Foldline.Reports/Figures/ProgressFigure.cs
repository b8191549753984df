using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>
/// How one fold came along: two values by epoch, each with an axis and a colour of its own, dots for training, lines for validation, and a star
/// where a validation is best.
/// </summary>
public static class ProgressFigure
{
    private const double RightMargin = 60;

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="left">The value of the left axis, such as a metric.</param>
    /// <param name="right">The value of the right axis, such as the loss.</param>
    public static Figure Create(string title, ProgressAxis left, ProgressAxis right)
    {
        var data = new JsonArray();
        foreach (var (axis, number) in new[] { (left, 0), (right, 1) })
        {
            foreach (var curve in axis.Curves)
                data.Add((JsonNode)Line(axis, curve, number));
            foreach (var curve in axis.Curves.Where(curve => curve.Kind != CurveKind.Training))
            {
                if (Best(axis, curve) is { } place)
                    data.Add((JsonNode)Star(axis, curve, place, number));
            }
        }

        var layout = FigureTheme.Layout(new AxisTitles("epoch", left.Title));
        layout["yaxis2"] = FigureTheme.Layout(new AxisTitles("epoch", right.Title))["yaxis"]!.DeepClone();
        layout["yaxis2"]!["overlaying"] = "y";
        layout["yaxis2"]!["side"] = "right";
        layout["yaxis2"]!["showgrid"] = false;
        layout["margin"]!["r"] = RightMargin;
        Tint(layout["yaxis"]!, 0);
        Tint(layout["yaxis2"]!, 1);
        if (left.Curves.Concat(right.Curves).All(curve => curve.Epochs.Count <= 10))
            layout["xaxis"]!["dtick"] = 1;
        return Figure.From(title, data, layout);
    }

    private static JsonObject Line(ProgressAxis axis, FoldCurve curve, int number)
    {
        var isTraining = curve.Kind == CurveKind.Training;
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = curve.Epochs.Count == 1 ? "markers" : "lines",
            ["name"] = FigureJson.Escape($"{axis.Title}, {(isTraining ? "training" : "validation")}"),
            ["yaxis"] = number == 0 ? "y" : "y2",
            ["x"] = FigureJson.Numbers(curve.Epochs),
            ["y"] = FigureJson.Numbers(curve.Values),
            ["line"] = new JsonObject { ["color"] = FigureTheme.Color(number), ["width"] = isTraining ? 1.5 : 2.2, ["dash"] = isTraining ? "dot" : "solid" },
            ["marker"] = new JsonObject { ["color"] = FigureTheme.Color(number), ["size"] = 6 },
            ["hovertemplate"] = "epoch %{x}: %{y:.5~g}<extra>%{fullData.name}</extra>",
        };
    }

    private static JsonObject Star(ProgressAxis axis, FoldCurve curve, int place, int number) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "markers+text",
        ["name"] = FigureJson.Escape($"best {axis.Title}"),
        ["showlegend"] = false,
        ["yaxis"] = number == 0 ? "y" : "y2",
        ["x"] = FigureJson.Numbers([curve.Epochs[place]]),
        ["y"] = FigureJson.Numbers([curve.Values[place]]),
        ["text"] = FigureJson.Texts([curve.Values[place].ToString("0.####", CultureInfo.InvariantCulture)]),
        ["textposition"] = axis.Maximize ? "top center" : "bottom center",
        ["textfont"] = new JsonObject { ["color"] = FigureTheme.Color(number), ["size"] = 11 },
        ["cliponaxis"] = false,
        ["marker"] = new JsonObject { ["symbol"] = "star", ["size"] = 13, ["color"] = FigureTheme.Color(number), ["line"] = new JsonObject { ["color"] = "#ffffff", ["width"] = 1 } },
        ["hovertemplate"] = "best: epoch %{x}, %{y:.5~g}<extra>%{fullData.name}</extra>",
    };

    private static int? Best(ProgressAxis axis, FoldCurve curve)
    {
        var numbers = Enumerable.Range(0, curve.Values.Count).Where(i => double.IsFinite(curve.Values[i])).ToList();
        if (numbers.Count == 0)
            return null;
        return axis.Maximize ? numbers.MaxBy(i => curve.Values[i]) : numbers.MinBy(i => curve.Values[i]);
    }

    private static void Tint(JsonNode axis, int number)
    {
        axis["title"]!["font"] = new JsonObject { ["color"] = FigureTheme.Color(number) };
        axis["tickfont"] = new JsonObject { ["color"] = FigureTheme.Color(number) };
    }
}
