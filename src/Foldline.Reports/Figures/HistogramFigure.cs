using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>How often values occur, one or several series over each other. The counting is done here, so the file holds the bins and not the values.</summary>
public static class HistogramFigure
{
    /// <summary>Builds the figure.</summary>
    /// <param name="options">The values and how to show them.</param>
    public static Figure Create(HistogramOptions options)
    {
        var bins = HistogramBins.For(options);
        var data = new JsonArray();
        for (var i = 0; i < options.Series.Count; i++)
            data.Add((JsonNode)Bars(options.Series[i], bins, FigureTheme.Color(i), options.AsShare));

        var layout = FigureTheme.Layout(new AxisTitles(options.XTitle, options.AsShare ? "share" : "count"));
        layout["barmode"] = "overlay";
        layout["bargap"] = 0;
        layout["showlegend"] = options.Series.Count > 1;
        layout["xaxis"]!["range"] = FigureJson.Numbers([bins.Low, bins.Low + (bins.Width * bins.Count)]);
        layout["yaxis"]!["rangemode"] = "tozero";
        if (options.AsShare)
            layout["yaxis"]!["tickformat"] = ".3~p";
        return Figure.From(options.Title, data, layout);
    }

    private static JsonObject Bars(ValueSeries series, HistogramBins bins, string color, bool asShare)
    {
        var counts = bins.CountIn(series.Values);
        var total = counts.Sum();
        var heights = asShare && total > 0 ? Array.ConvertAll(counts, count => count / total) : counts;
        return new JsonObject
        {
            ["type"] = "bar",
            ["name"] = FigureJson.Escape(series.Name),
            ["x"] = FigureJson.Numbers(bins.Centers()),
            ["y"] = FigureJson.Numbers(heights),
            ["width"] = FigureJson.Number(bins.Width),
            ["customdata"] = FigureJson.Numbers(counts),
            ["marker"] = new JsonObject
            {
                ["color"] = FigureTheme.Transparent(color, "70"),
                ["line"] = new JsonObject { ["color"] = color, ["width"] = 1 },
            },
            ["hovertemplate"] = "%{x:.4~g}: %{customdata:,}" + (asShare ? " (%{y:.1%})" : "") + "<extra>%{fullData.name}</extra>",
        };
    }
}
