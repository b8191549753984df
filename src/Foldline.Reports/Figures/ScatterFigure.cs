using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>Points in the plane, one colour and shape of mark per series.</summary>
public static class ScatterFigure
{
    private static readonly string[] Symbols = ["circle", "square", "diamond", "triangle-up", "x", "cross", "star", "pentagon"];

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="series">Groups of points.</param>
    /// <param name="axes">Titles of the axes.</param>
    /// <exception cref="ArgumentException">A series has not as many horizontal as vertical positions.</exception>
    public static Figure Create(string title, IReadOnlyList<PointSeries> series, AxisTitles axes)
    {
        var data = new JsonArray();
        for (var i = 0; i < series.Count; i++)
        {
            series[i].ThrowIfUneven();
            data.Add((JsonNode)Points(series[i], i));
        }

        var layout = FigureTheme.Layout(axes);
        layout["xaxis"]!["showgrid"] = true;
        layout["showlegend"] = series.Count > 1;
        return Figure.From(title, data, layout);
    }

    private static JsonObject Points(PointSeries series, int index)
    {
        var points = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["name"] = FigureJson.Escape(series.Name),
            ["x"] = FigureJson.Numbers(series.X),
            ["y"] = FigureJson.Numbers(series.Y),
            ["marker"] = new JsonObject
            {
                ["color"] = FigureTheme.Transparent(FigureTheme.Color(index), "b3"),
                ["size"] = 6,
                ["symbol"] = Symbols[index % Symbols.Length],
            },
        };
        if (series.Labels is not null)
        {
            points["text"] = FigureJson.Texts(series.Labels);
            points["hovertemplate"] = "%{text}<br>%{x:.5~g}, %{y:.5~g}<extra>%{fullData.name}</extra>";
        }

        return points;
    }
}
