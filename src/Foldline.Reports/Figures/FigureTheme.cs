using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>
/// The one look of all figures: light, few lines, and the colours of Okabe and Ito (2008), which people with any kind of colour
/// blindness can tell apart and which differ in lightness on a grey printer.
/// </summary>
public static class FigureTheme
{
    /// <summary>The series colours in the order of their use, as <c>#rrggbb</c>.</summary>
    public static IReadOnlyList<string> Colors { get; } =
        ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#5b4b8a", "#7a6f45"];

    /// <summary>Text colour.</summary>
    internal const string Ink = "#1f2a36";

    /// <summary>Colour of secondary lines and texts.</summary>
    internal const string Muted = "#6b7885";

    private const string Grid = "#e6eaef";
    private const string Font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

    /// <summary>The colour of a series; after the last one they start again.</summary>
    /// <param name="index">Number of the series, from 0.</param>
    public static string Color(int index) => Colors[index % Colors.Count];

    /// <summary>A colour made transparent.</summary>
    /// <param name="color">As <c>#rrggbb</c>.</param>
    /// <param name="alpha">Opacity as two hexadecimal digits.</param>
    internal static string Transparent(string color, string alpha) => color + alpha;

    /// <summary>A layout without data.</summary>
    /// <param name="axes">Titles of the axes; null for figures without axes.</param>
    internal static JsonObject Layout(AxisTitles? axes)
    {
        var layout = new JsonObject
        {
            ["font"] = new JsonObject { ["family"] = Font, ["size"] = 12, ["color"] = Ink },
            ["paper_bgcolor"] = "#ffffff",
            ["plot_bgcolor"] = "#ffffff",
            ["margin"] = new JsonObject { ["l"] = 56, ["r"] = 14, ["t"] = 12, ["b"] = 48 },
            ["hoverlabel"] = new JsonObject { ["font"] = new JsonObject { ["family"] = Font, ["size"] = 12 }, ["namelength"] = -1 },
            ["colorway"] = FigureJson.Texts(Colors),
            ["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1.02, ["yanchor"] = "bottom", ["font"] = new JsonObject { ["size"] = 11 } },
        };
        if (axes is null)
            return layout;
        layout["xaxis"] = Axis(axes.X, grid: false);
        layout["yaxis"] = Axis(axes.Y, grid: true);
        return layout;
    }

    private static JsonObject Axis(string title, bool grid) => new()
    {
        ["title"] = new JsonObject { ["text"] = FigureJson.Escape(title), ["standoff"] = 12 },
        ["showgrid"] = grid,
        ["gridcolor"] = Grid,
        ["zeroline"] = false,
        ["showline"] = !grid,
        ["linecolor"] = Muted,
        ["ticks"] = grid ? "" : "outside",
        ["tickcolor"] = Muted,
        ["automargin"] = true,
    };
}
