using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Curves;

/// <summary>
/// Runs a recipe's query <c>curves</c>: <c>id</c>, <c>label</c> and <c>points</c> (a text <c>[[x, y], …]</c> in pixels), and where wanted <c>color</c>
/// (<c>#rrggbb</c>), and <c>height</c> and <c>width</c> of the image that the points refer to.
/// </summary>
public static class CurveQuery
{
    private static readonly string[] Needed = ["id", "label", "points"];

    // Far apart from each other and from grey; twelve, so that labels of common tasks have one each.
    private static readonly RgbColor[] Palette =
    [
        .. new[] { "#ff3b30", "#34c759", "#0a84ff", "#ffd60a", "#ff2fd0", "#30e0e0", "#ff8c1a", "#8e5cff", "#b0ff2e", "#00a078", "#c08060", "#ff9ec0" }.Select(RgbColor.Parse),
    ];

    /// <summary>Runs the query.</summary>
    /// <param name="database">Holds the recipe's tables.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The curves; none when the recipe has no such query.</returns>
    /// <exception cref="FoldlineException">FL4101: the query is refused. FL6020: a column is missing. FL6101: points or a colour cannot be read.</exception>
    public static CurveSet Run(DuckDatabase database, Recipe recipe, CancellationToken cancellation = default)
    {
        if (recipe.Curves is not { } sql)
            return CurveSet.Empty;
        var rows = database.Query(sql, cancellation);
        if (Needed.FirstOrDefault(name => !rows.HasColumn(name)) is { } missing)
            throw Missing(missing, rows);
        var (ids, labels) = (rows.Column("id").Strings(), rows.Column("label").Strings(""));
        var colors = ColorsOf(labels, rows, recipe);
        var originals = OriginalsOf(rows);
        var points = rows.Column("points").Strings("");
        return new CurveSet(Enumerable.Range(0, rows.RowCount).Select(row => (
            ids[row],
            new Curve(labels[row], colors[row], CurvePoints.Parse(points[row]) ?? throw Wrong("points", points[row], row, "[[x, y], [x, y], …] in pixels"), originals[row]))));
    }

    /// <summary>Labels that are targets have the colours of their columns, others follow in the order of their names.</summary>
    private static RgbColor[] ColorsOf(string[] labels, Table rows, Recipe recipe)
    {
        if (rows.HasColumn("color"))
        {
            var texts = rows.Column("color").Strings("");
            return [.. texts.Select((text, row) => TryColor(text) ?? throw Wrong("color", text, row, "#rrggbb"))];
        }

        var (columns, names) = (recipe.Target.Columns.ToList(), recipe.Target.Names.ToList());
        var others = labels.Except(columns).Except(names).Order(StringComparer.Ordinal).ToList();
        int PlaceOf(string label) => Math.Max(columns.IndexOf(label), names.IndexOf(label)) is >= 0 and var place ? place : names.Count + others.IndexOf(label);
        return [.. labels.Select(label => Palette[PlaceOf(label) % Palette.Length])];
    }

    private static ImageSize?[] OriginalsOf(Table rows)
    {
        if (!rows.HasColumn("height") || !rows.HasColumn("width"))
            return new ImageSize?[rows.RowCount];
        var (heights, widths) = (rows.Column("height").Int32s(), rows.Column("width").Int32s());
        return [.. heights.Zip(widths, (height, width) => (ImageSize?)new ImageSize(height, width))];
    }

    private static RgbColor? TryColor(string text)
    {
        try
        {
            return RgbColor.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static FoldlineException Missing(string name, Table rows) => FoldlineException.User(
        "FL6020",
        $"The recipe's query 'curves' gives no column '{name}'; expected are {string.Join(", ", Needed)}.{NearestName.Hint(name, rows.ColumnNames)}",
        null,
        ("key", "curves"),
        ("expected", name),
        ("found", string.Join(", ", rows.ColumnNames)));

    private static FoldlineException Wrong(string column, string found, int row, string expected) => FoldlineException.User(
        "FL6101",
        $"The recipe's query 'curves' has in row {row}, column '{column}', '{(found.Length > 60 ? found[..60] + "…" : found)}'; expected is {expected}. Correct the query or its table.",
        null,
        ("key", "curves"),
        ("row", $"{row}"),
        ("column", column),
        ("found", found));
}
