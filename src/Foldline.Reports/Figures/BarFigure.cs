using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>Bars over categories, beside each other when there are several series.</summary>
public static class BarFigure
{
    private const int LabelledBars = 16;

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="categories">One text per bar, in the order of drawing; numbers are treated as names.</param>
    /// <param name="series">Heights, one per category in each series.</param>
    /// <param name="axes">Titles of the axes.</param>
    /// <exception cref="ArgumentException">A series has not one value per category.</exception>
    public static Figure Create(string title, IReadOnlyList<string> categories, IReadOnlyList<ValueSeries> series, AxisTitles axes)
    {
        var data = new JsonArray();
        var labelled = categories.Count * series.Count <= LabelledBars;
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i].Values.Count != categories.Count)
                throw new ArgumentException($"The series '{series[i].Name}' has {series[i].Values.Count} values for {categories.Count} categories.", nameof(series));
            data.Add((JsonNode)Bars(categories, series[i], FigureTheme.Color(i), labelled));
        }

        var layout = FigureTheme.Layout(axes);
        layout["xaxis"]!["type"] = "category";
        layout["yaxis"]!["rangemode"] = "tozero";
        layout["bargap"] = 0.35;
        layout["showlegend"] = series.Count > 1;
        return Figure.From(title, data, layout);
    }

    private static JsonObject Bars(IReadOnlyList<string> categories, ValueSeries series, string color, bool labelled)
    {
        var bars = new JsonObject
        {
            ["type"] = "bar",
            ["name"] = FigureJson.Escape(series.Name),
            ["x"] = FigureJson.Texts(categories),
            ["y"] = FigureJson.Numbers(series.Values),
            ["marker"] = new JsonObject { ["color"] = color },
            ["hovertemplate"] = "%{x}: %{y:,.6~g}<extra>%{fullData.name}</extra>",
        };
        if (!labelled)
            return bars;
        bars["texttemplate"] = "%{y:,.5~g}";
        bars["textposition"] = "outside";
        bars["cliponaxis"] = false;
        return bars;
    }
}
