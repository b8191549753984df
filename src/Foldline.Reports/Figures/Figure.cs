using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>A chart: the Plotly JSON object <c>{"data": [...], "layout": {...}}</c> with its title and height.</summary>
/// <param name="Title">Shown above the chart; plain text.</param>
/// <param name="Json">
/// The Plotly object. Characters with a meaning in HTML are written as <c>\u003C</c> and so on, so that it may stand inside a script element.
/// </param>
/// <param name="Height">Height in CSS pixels; the width is that of the page.</param>
public sealed record Figure(string Title, string Json, int Height = Figure.DefaultHeight)
{
    /// <summary>Height of most figures in CSS pixels.</summary>
    public const int DefaultHeight = 320;

    /// <summary>Puts a figure together.</summary>
    /// <param name="title">Title.</param>
    /// <param name="data">Plotly traces.</param>
    /// <param name="layout">Plotly layout.</param>
    /// <param name="height">Height in CSS pixels.</param>
    internal static Figure From(string title, JsonArray data, JsonObject layout, int height = DefaultHeight) =>
        new(title, new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString(), height);
}
