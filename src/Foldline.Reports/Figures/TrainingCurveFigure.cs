using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>
/// One metric per epoch: a colour per fold, dashes for what was measured. The legend lists folds and kinds once instead of every
/// pair; a click on a fold hides all its lines.
/// </summary>
public static class TrainingCurveFigure
{
    private static readonly (CurveKind Kind, string Name, string Dash, double Width)[] Styles =
    [
        (CurveKind.Training, "training", "dot", 1.3),
        (CurveKind.Validation, "validation", "dash", 1.3),
        (CurveKind.ValidationAveraged, "validation, averaged weights", "solid", 2.4),
    ];

    /// <summary>Builds the figure.</summary>
    /// <param name="title">Title.</param>
    /// <param name="metric">Name of the metric, the title of the vertical axis.</param>
    /// <param name="curves">Curves of any folds and kinds.</param>
    /// <exception cref="ArgumentException">A curve has not one value per epoch.</exception>
    public static Figure Create(string title, string metric, IReadOnlyList<FoldCurve> curves)
    {
        var data = new JsonArray();
        var kinds = Styles.Where(style => curves.Any(curve => curve.Kind == style.Kind)).ToArray();
        var folds = curves.Select(curve => curve.Fold).Distinct().Order().ToArray();
        // A kind is listed in grey when it differs, a fold in its colour when there are several.
        foreach (var style in kinds)
            data.Add((JsonNode)Sample(style.Name, FigureTheme.Ink, style.Dash));
        if (folds.Length > 1)
        {
            foreach (var fold in folds)
                data.Add((JsonNode)FoldSample(fold));
        }

        foreach (var curve in curves)
            data.Add((JsonNode)Line(curve));

        var layout = FigureTheme.Layout(new AxisTitles("epoch", metric));
        layout["legend"]!["groupclick"] = "togglegroup";
        if (curves.All(curve => curve.Epochs.Count <= 10))
            layout["xaxis"]!["dtick"] = 1;
        return Figure.From(title, data, layout);
    }

    private static JsonObject Line(FoldCurve curve)
    {
        if (curve.Epochs.Count != curve.Values.Count)
            throw new ArgumentException($"A curve of fold {curve.Fold} has {curve.Values.Count} values for {curve.Epochs.Count} epochs.", nameof(curve));

        var (_, name, dash, width) = Styles.First(style => style.Kind == curve.Kind);
        var color = FigureTheme.Color(curve.Fold);
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = curve.Epochs.Count == 1 ? "markers" : "lines",
            ["name"] = $"{FoldName(curve.Fold)}, {name}",
            ["legendgroup"] = FoldName(curve.Fold),
            ["showlegend"] = false,
            ["x"] = FigureJson.Numbers(curve.Epochs),
            ["y"] = FigureJson.Numbers(curve.Values),
            ["line"] = new JsonObject { ["color"] = color, ["width"] = width, ["dash"] = dash },
            ["marker"] = new JsonObject { ["color"] = color, ["size"] = 7 },
            ["hovertemplate"] = "epoch %{x}: %{y:.5~g}<extra>%{fullData.name}</extra>",
        };
    }

    private static JsonObject FoldSample(int fold)
    {
        var sample = Sample(FoldName(fold), FigureTheme.Color(fold), "solid");
        sample["legendgroup"] = FoldName(fold);
        return sample;
    }

    private static JsonObject Sample(string name, string color, string dash) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["name"] = name,
        ["x"] = new JsonArray((JsonNode?)null),
        ["y"] = new JsonArray((JsonNode?)null),
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 2, ["dash"] = dash },
        ["hoverinfo"] = "skip",
    };

    private static string FoldName(int fold) => string.Create(CultureInfo.InvariantCulture, $"fold {fold}");
}
