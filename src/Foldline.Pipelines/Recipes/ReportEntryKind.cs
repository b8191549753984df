namespace Foldline.Pipelines.Recipes;

/// <summary>How the rows of a <see cref="ReportEntry"/> are shown.</summary>
public enum ReportEntryKind
{
    /// <summary><c>bar</c>: one bar a row.</summary>
    Bar,

    /// <summary><c>pie</c>: one slice a row.</summary>
    Pie,

    /// <summary><c>histogram</c>: distribution of a column of numbers.</summary>
    Histogram,

    /// <summary><c>table</c>: the rows themselves.</summary>
    Table,
}
