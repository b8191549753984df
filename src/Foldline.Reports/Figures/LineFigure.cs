using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>Lines over a common axis, such as the learning rate by iteration.</summary>
public static class LineFigure
{
    private const int MarkedPoints = 40;

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="series">Lines; short ones show their points.</param>
    /// <param name="axes">Titles of the axes.</param>
    /// <exception cref="ArgumentException">A series has not as many horizontal as vertical positions.</exception>
    public static Figure Create(string title, IReadOnlyList<PointSeries> series, AxisTitles axes)
    {
        var data = new JsonArray();
        for (var i = 0; i < series.Count; i++)
        {
            series[i].ThrowIfUneven();
            data.Add((JsonNode)new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = series[i].X.Count <= MarkedPoints ? "lines+markers" : "lines",
                ["name"] = FigureJson.Escape(series[i].Name),
                ["x"] = FigureJson.Numbers(series[i].X),
                ["y"] = FigureJson.Numbers(series[i].Y),
                ["line"] = new JsonObject { ["color"] = FigureTheme.Color(i), ["width"] = 2 },
                ["marker"] = new JsonObject { ["size"] = 5 },
                ["hovertemplate"] = "%{x:.6~g}: %{y:.5~g}<extra>%{fullData.name}</extra>",
            });
        }

        var layout = FigureTheme.Layout(axes);
        layout["showlegend"] = series.Count > 1;
        return Figure.From(title, data, layout);
    }
}
