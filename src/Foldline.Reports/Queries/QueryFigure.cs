using Foldline.Reports.Figures;

namespace Foldline.Reports.Queries;

/// <summary>Makes a block of a report from the rows of a recipe's query. The columns' order decides what they mean, as <see cref="QueryKind"/> says.</summary>
public static class QueryFigure
{
    private static readonly (string Name, QueryKind Kind)[] Kinds =
    [
        ("bar", QueryKind.Bar),
        ("pie", QueryKind.Pie),
        ("histogram", QueryKind.Histogram),
        ("line", QueryKind.Line),
        ("scatter", QueryKind.Scatter),
        ("table", QueryKind.Table),
        ("images", QueryKind.Images),
    ];

    /// <summary>The names that a recipe may use, in the order of the documentation.</summary>
    public static IReadOnlyList<string> KindNames { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>The kind by its name in a recipe.</summary>
    /// <param name="name">Such as <c>bar</c>.</param>
    /// <exception cref="FoldlineException">FL7001: no such kind.</exception>
    public static QueryKind ParseKind(string name)
    {
        foreach (var (known, kind) in Kinds)
        {
            if (known == name)
                return kind;
        }

        throw FoldlineException.User(
            "FL7001",
            $"The report has no figure of kind '{name}'.{NearestName.Hint(name, KindNames)} Kinds are {string.Join(", ", KindNames)}.",
            null,
            ("kind", name));
    }

    /// <summary>Makes the block.</summary>
    /// <param name="options">The rows and what to make of them.</param>
    /// <exception cref="FoldlineException">FL7002: the columns do not fit the kind.</exception>
    public static ReportBlock Create(QueryFigureOptions options)
    {
        var columns = options.Rows.Columns;
        ReportBlock block = options.Kind switch
        {
            QueryKind.Bar => new FigureBlock(Bar(options, columns)),
            QueryKind.Pie => new FigureBlock(Pie(options, columns)),
            QueryKind.Histogram => new FigureBlock(Histogram(options, columns)),
            QueryKind.Line => new FigureBlock(Line(options, columns)),
            QueryKind.Scatter => new FigureBlock(Scatter(options, columns)),
            QueryKind.Table => new TableBlock(options.Title, options.Rows),
            QueryKind.Images => Images(options, columns),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, null),
        };
        return block with { Half = options.Half };
    }

    private static Figure Bar(QueryFigureOptions options, IReadOnlyList<ReportColumn> columns)
    {
        Require(options, columns.Count >= 2 && columns.Skip(1).All(column => column.IsNumeric), "a column of names, then one or more columns of numbers");
        var axes = new AxisTitles(columns[0].Name, columns.Count == 2 ? columns[1].Name : "");
        return BarFigure.Create(options.Title, Names(columns[0]), [.. columns.Skip(1).Select(Values)], axes);
    }

    private static Figure Pie(QueryFigureOptions options, IReadOnlyList<ReportColumn> columns)
    {
        var fits = columns.Count == 2 && columns[1].IsNumeric && columns[1].Numbers.All(value => value >= 0);
        Require(options, fits, "a column of names and a column of numbers, none negative or missing");
        return PieFigure.Create(options.Title, Names(columns[0]), columns[1].Numbers);
    }

    private static Figure Histogram(QueryFigureOptions options, IReadOnlyList<ReportColumn> columns)
    {
        const string Expected = "columns of numbers only, or a column of names and one of numbers";
        var named = columns.Count == 2 && !columns[0].IsNumeric && columns[1].IsNumeric;
        Require(options, named || (columns.Count > 0 && columns.All(column => column.IsNumeric)), Expected);
        IReadOnlyList<ValueSeries> series = named
            ? [.. Groups(columns[0]).Select(group => new ValueSeries(group.Name, [.. group.Rows.Select(row => columns[1].Numbers[row])]))]
            : [.. columns.Select(Values)];
        return HistogramFigure.Create(new HistogramOptions
        {
            Title = options.Title,
            Series = series,
            XTitle = named || columns.Count == 1 ? columns[^1].Name : "",
            AsShare = series.Count > 1,
        });
    }

    private static Figure Line(QueryFigureOptions options, IReadOnlyList<ReportColumn> columns)
    {
        Require(options, columns.Count >= 2 && columns.All(column => column.IsNumeric), "two or more columns of numbers");
        var lines = columns.Skip(1).Select(column => new PointSeries(column.Name, columns[0].Numbers, column.Numbers));
        return LineFigure.Create(options.Title, [.. lines], new AxisTitles(columns[0].Name, columns.Count == 2 ? columns[1].Name : ""));
    }

    private static Figure Scatter(QueryFigureOptions options, IReadOnlyList<ReportColumn> columns)
    {
        var fits = columns.Count is 2 or 3 && columns[0].IsNumeric && columns[1].IsNumeric;
        Require(options, fits, "two columns of numbers and, if wanted, a column of group names");
        IEnumerable<(string Name, int[] Rows)> groups = columns.Count == 3 ? Groups(columns[2]) : [(options.Title, [.. Enumerable.Range(0, columns[0].Count)])];
        var series = groups.Select(group => new PointSeries(
            group.Name,
            Array.ConvertAll(group.Rows, row => columns[0].Numbers[row]),
            Array.ConvertAll(group.Rows, row => columns[1].Numbers[row])));
        return ScatterFigure.Create(options.Title, [.. series], new AxisTitles(columns[0].Name, columns[1].Name));
    }

    private static ImageGridBlock Images(QueryFigureOptions options, IReadOnlyList<ReportColumn> columns)
    {
        var fits = columns.Count is >= 1 and <= 3 && columns[0].Texts.All(path => path is not null) && options.ReadImage is not null;
        Require(options, fits, "a column of image paths, none missing, and, if wanted, one of captions and one of tags");
        var images = Enumerable.Range(0, options.Rows.RowCount).Select(row =>
        {
            var path = columns[0].Texts[row]!;
            var caption = columns.Count > 1 ? columns[1].Texts[row] : null;
            return new ReportImage(options.ReadImage!(path), caption ?? path) { Tag = columns.Count > 2 ? columns[2].Texts[row] : null };
        });
        return new ImageGridBlock(options.Title, [.. images]);
    }

    private static void Require(QueryFigureOptions options, bool fits, string expected)
    {
        if (fits)
            return;
        var name = Kinds.First(kind => kind.Kind == options.Kind).Name;
        var found = string.Join(", ", options.Rows.Columns.Select(column => $"{column.Name} ({(column.IsNumeric ? "numbers" : "texts")})"));
        throw FoldlineException.User(
            "FL7002",
            $"The report's figure '{options.Title}' of kind '{name}' needs {expected}; its query gives {(found.Length == 0 ? "no columns" : found)}. Change the query's SELECT list.",
            null,
            ("figure", options.Title),
            ("found", found),
            ("expected", expected));
    }

    private static string[] Names(ReportColumn column) => [.. column.Texts.Select(text => text ?? "missing")];

    private static ValueSeries Values(ReportColumn column) => new(column.Name, column.Numbers);

    private static IEnumerable<(string Name, int[] Rows)> Groups(ReportColumn column) =>
        Names(column).Select((name, row) => (name, row)).GroupBy(pair => pair.name, pair => pair.row).Select(group => (group.Key, group.ToArray()));
}
