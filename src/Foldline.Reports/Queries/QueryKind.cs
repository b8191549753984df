namespace Foldline.Reports.Queries;

/// <summary>What a recipe's <c>report:</c> entry makes of the rows of its query.</summary>
public enum QueryKind
{
    /// <summary>Bars: the first column names them, each further one is a series of heights.</summary>
    Bar,

    /// <summary>A ring: the first column names the parts, the second holds their sizes.</summary>
    Pie,

    /// <summary>Histogram: each column of numbers is a series; or a column of names and one of numbers, one series per name.</summary>
    Histogram,

    /// <summary>Lines: the first column is the horizontal axis, each further one a line.</summary>
    Line,

    /// <summary>Points: the first column is the horizontal axis, the second the vertical one, an optional third names the groups.</summary>
    Scatter,

    /// <summary>The rows as they are.</summary>
    Table,

    /// <summary>Images: the first column holds their paths, the second (optional) captions, the third (optional) tags such as labels.</summary>
    Images,
}
