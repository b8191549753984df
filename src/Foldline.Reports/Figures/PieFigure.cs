using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>Shares of a whole as a ring.</summary>
public static class PieFigure
{
    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="labels">Names of the parts, in the order of drawing (clockwise from the top).</param>
    /// <param name="values">Sizes of the parts, none negative, as many as names.</param>
    /// <exception cref="ArgumentException">The lists differ in length or a size is negative.</exception>
    public static Figure Create(string title, IReadOnlyList<string> labels, IReadOnlyList<double> values)
    {
        if (labels.Count != values.Count || values.Any(value => value < 0))
            throw new ArgumentException($"A pie of {labels.Count} names and {values.Count} sizes; they must be as many and none negative.", nameof(values));

        var ring = new JsonObject
        {
            ["type"] = "pie",
            ["labels"] = FigureJson.Texts(labels),
            ["values"] = FigureJson.Numbers(values),
            ["hole"] = 0.5,
            ["sort"] = false,
            ["direction"] = "clockwise",
            ["textinfo"] = "label+percent",
            ["textposition"] = "outside",
            ["automargin"] = true,
            ["marker"] = new JsonObject
            {
                ["colors"] = FigureJson.Texts([.. labels.Select((_, i) => FigureTheme.Color(i))]),
                ["line"] = new JsonObject { ["color"] = "#ffffff", ["width"] = 2 },
            },
            ["hovertemplate"] = "%{label}: %{value:,} (%{percent})<extra></extra>",
        };
        var layout = FigureTheme.Layout(null);
        layout["showlegend"] = false;
        layout["margin"] = new JsonObject { ["l"] = 20, ["r"] = 20, ["t"] = 24, ["b"] = 24 };
        return Figure.From(title, [ring], layout);
    }
}
