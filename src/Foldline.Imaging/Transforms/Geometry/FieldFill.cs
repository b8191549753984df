namespace Foldline.Imaging;

/// <summary>Fills a field of places: where each pixel of a result is read. Gives the same each time.</summary>
/// <param name="columns">Column to read, row by row, one a pixel of the result.</param>
/// <param name="rows">Row to read, row by row, one a pixel of the result.</param>
public delegate void FieldFill(Span<float> columns, Span<float> rows);
