using System.Globalization;
using Foldline.Data;

namespace Foldline.Reports;

/// <summary>A column of a table: numbers or texts, each of which may be missing.</summary>
public sealed record ReportColumn
{
    // From 2 to the 53rd on, not every integer is a double; such ids are shown as they are.
    private const double FirstInexactInteger = 9007199254740992;

    private readonly IReadOnlyList<string?> texts;
    private readonly IReadOnlyList<double>? numbers;

    private ReportColumn(string name, IReadOnlyList<string?> texts, IReadOnlyList<double>? numbers)
    {
        Name = name;
        this.texts = texts;
        this.numbers = numbers;
    }

    /// <summary>Head of the column.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Count => texts.Count;

    /// <summary>True for a column of numbers: set to the right and sorted by value.</summary>
    public bool IsNumeric => numbers is not null;

    /// <summary>The numbers, with not-a-number for missing ones.</summary>
    /// <exception cref="InvalidOperationException">The column holds texts.</exception>
    public IReadOnlyList<double> Numbers => numbers ?? throw new InvalidOperationException($"The column '{Name}' holds texts.");

    /// <summary>What is shown, null where the value is missing.</summary>
    public IReadOnlyList<string?> Texts => texts;

    /// <summary>A column of texts.</summary>
    /// <param name="name">Head of the column.</param>
    /// <param name="values">Texts, null where missing.</param>
    public static ReportColumn OfTexts(string name, IReadOnlyList<string?> values) => new(name, values, null);

    /// <summary>A column of numbers.</summary>
    /// <param name="name">Head of the column.</param>
    /// <param name="values">Numbers, not-a-number where missing.</param>
    /// <param name="decimals">Digits behind the point; null shows up to six significant digits.</param>
    public static ReportColumn OfNumbers(string name, IReadOnlyList<double> values, int? decimals = null)
    {
        var format = decimals is { } digits ? string.Create(CultureInfo.InvariantCulture, $"F{digits}") : null;
        string? Shown(double value) => double.IsNaN(value) ? null
            : format is not null ? value.ToString(format, CultureInfo.InvariantCulture)
            : value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture)
            : value.ToString("g6", CultureInfo.InvariantCulture);
        return new ReportColumn(name, [.. values.Select(Shown)], values);
    }

    /// <summary>A column of a query's table.</summary>
    /// <param name="column">Numbers stay numbers, unless they are integers too large for a double; everything else becomes text.</param>
    internal static ReportColumn From(TableColumn column)
    {
        if (IsNumber(column.Type))
        {
            var values = column.Doubles(double.NaN);
            if (column.Type is ColumnType.Float32 or ColumnType.Float64 || !values.Any(value => Math.Abs(value) >= FirstInexactInteger))
                return OfNumbers(column.Name, values);
        }

        return OfTexts(column.Name, [.. Enumerable.Range(0, column.Count).Select(column.Text)]);
    }

    private static bool IsNumber(ColumnType type) => type is >= ColumnType.Int8 and <= ColumnType.Decimal;
}
