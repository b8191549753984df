using System.Globalization;
using Foldline.Reports.Html;

namespace Foldline.Reports.Page;

/// <summary>Tables: rows of data, metrics by fold, times.</summary>
internal static class TableHtml
{
    /// <summary>A page is for reading; whoever wants all rows of a large table has the run's files.</summary>
    private const int MostRows = 500;

    /// <summary>A table of data; its columns can be sorted.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="table">The rows.</param>
    public static void Write(HtmlWriter html, ReportTable table)
    {
        html.Open("div", ("class", "scroll")).Open("table", ("class", "sortable"));
        WriteHead(html, [.. table.Columns.Select(column => (column.Name, column.IsNumeric))]);
        html.Open("tbody");
        for (var row = 0; row < Math.Min(MostRows, table.RowCount); row++)
        {
            html.Open("tr");
            foreach (var column in table.Columns)
                WriteCell(html, column, row);
            html.CloseLine();
        }

        html.Close().Close().CloseLine();
        if (table.RowCount > MostRows)
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"The first {MostRows} of {table.RowCount:N0} rows."), ("class", "note"));
    }

    /// <summary>The metrics by fold, their mean and deviation, and those over all out-of-fold predictions.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="metrics">The metrics.</param>
    public static void WriteMetrics(HtmlWriter html, FoldMetrics metrics)
    {
        var samples = metrics.Folds.Any(fold => fold.Samples > 0);
        var epochs = metrics.Folds.Any(fold => fold.Epoch > 0);
        List<(string, bool)> heads = [("fold", false)];
        if (samples)
            heads.Add(("samples", true));
        if (epochs)
            heads.Add(("epoch", true));
        heads.AddRange(metrics.Names.Select(name => (name, true)));

        html.Open("div", ("class", "scroll")).Open("table", ("class", "sortable metrics"));
        WriteHead(html, heads);
        html.Open("tbody");
        foreach (var fold in metrics.Folds)
        {
            List<string> cells = [];
            if (samples)
                cells.Add(Whole(fold.Samples));
            if (epochs)
                cells.Add(Whole(fold.Epoch));
            cells.AddRange(fold.Values.Select(value => Fixed(value, metrics.Decimals)));
            WriteRow(html, fold.Fold.ToString(CultureInfo.InvariantCulture), cells);
        }

        html.Close();
        WriteTotals(html, metrics, (samples ? 1 : 0) + (epochs ? 1 : 0));
        html.Close().CloseLine();
    }

    /// <summary>How long each step took, with a bar for its share of the whole.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="times">The steps.</param>
    public static void WriteTimes(HtmlWriter html, IReadOnlyList<StepTime> times)
    {
        var total = times.Sum(time => time.Duration.TotalSeconds);
        html.Open("div", ("class", "scroll")).Open("table", ("class", "times"));
        WriteHead(html, [("step", false), ("time", true), ("share", true), ("", false)]);
        html.Open("tbody");
        foreach (var time in times)
        {
            var share = total > 0 ? time.Duration.TotalSeconds / total : 0;
            var percent = (100 * share).ToString("F1", CultureInfo.InvariantCulture);
            html.Open("tr").Element("td", time.Step).Element("td", Duration(time.Duration), ("class", "number")).Element("td", $"{percent} %", ("class", "number"));
            html.Open("td", ("class", "bar")).Open("span", ("style", $"width:{percent}%")).Close().Close().CloseLine();
        }

        html.Close().Open("tfoot").Open("tr").Element("th", "together", ("scope", "row"));
        html.Element("td", Duration(TimeSpan.FromSeconds(total)), ("class", "number")).Element("td", "").Element("td", "");
        html.Close().Close().Close().CloseLine();
    }

    private static void WriteHead(HtmlWriter html, IReadOnlyList<(string Name, bool Numeric)> heads)
    {
        html.Open("thead").Open("tr");
        foreach (var (name, numeric) in heads)
            html.Element("th", name, ("scope", "col"), ("class", numeric ? "number" : null));
        html.Close().CloseLine();
    }

    private static void WriteCell(HtmlWriter html, ReportColumn column, int row)
    {
        var text = column.Texts[row];
        if (text is null)
        {
            html.Element("td", "–", ("class", column.IsNumeric ? "number missing" : "missing"), ("data-sort", column.IsNumeric ? "NaN" : ""));
            return;
        }

        // Sorting goes by the number itself where the text is rounded.
        var exact = column.IsNumeric ? column.Numbers[row].ToString("R", CultureInfo.InvariantCulture) : null;
        html.Element("td", text, ("class", column.IsNumeric ? "number" : null), ("data-sort", exact == text ? null : exact));
    }

    private static void WriteTotals(HtmlWriter html, FoldMetrics metrics, int empty)
    {
        html.Open("tfoot");
        if (metrics.Folds.Count > 1)
        {
            var spreads = metrics.Names.Select((_, i) => MeanAndDeviation.Of([.. metrics.Folds.Select(fold => fold.Values[i])])).ToArray();
            WriteRow(html, "mean", [.. Enumerable.Repeat("", empty), .. spreads.Select(spread => Fixed(spread.Mean, metrics.Decimals))]);
            WriteRow(html, "deviation", [.. Enumerable.Repeat("", empty), .. spreads.Select(spread => Deviation(spread.Deviation, metrics.Decimals))]);
        }

        if (metrics.OutOfFold is { } overall)
            WriteRow(html, "out of fold", [.. Enumerable.Repeat("", empty), .. overall.Select(value => Fixed(value, metrics.Decimals))]);
        html.Close();
    }

    private static void WriteRow(HtmlWriter html, string head, IReadOnlyList<string> cells)
    {
        html.Open("tr").Element("th", head, ("scope", "row"));
        foreach (var cell in cells)
            html.Element("td", cell, ("class", "number"));
        html.CloseLine();
    }

    private static string Whole(int value) => value == 0 ? "–" : value.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(double value, int decimals) =>
        double.IsNaN(value) ? "–" : value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture);

    private static string Deviation(double value, int decimals) => double.IsNaN(value) ? "–" : $"±\u00A0{Fixed(value, decimals)}";

    private static string Duration(TimeSpan time) => time.TotalMinutes < 1
        ? time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s"
        : string.Create(CultureInfo.InvariantCulture, $"{(time.TotalHours >= 1 ? $"{(int)time.TotalHours} h " : "")}{time.Minutes} min {time.Seconds} s");
}
