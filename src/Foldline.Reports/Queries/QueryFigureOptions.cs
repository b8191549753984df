namespace Foldline.Reports.Queries;

/// <summary>A recipe's <c>report:</c> entry after its query has run.</summary>
public sealed record QueryFigureOptions
{
    /// <summary>What to make of the rows.</summary>
    public required QueryKind Kind { get; init; }

    /// <summary>Title of the figure.</summary>
    public required string Title { get; init; }

    /// <summary>The query's rows.</summary>
    public required ReportTable Rows { get; init; }

    /// <summary>Reads an image by its path and gives a PNG, JPEG or WebP file's content; needed for <see cref="QueryKind.Images"/> only.</summary>
    public Func<string, ReadOnlyMemory<byte>>? ReadImage { get; init; }

    /// <summary>True draws the figure at half the page's width.</summary>
    public bool Half { get; init; }
}
