namespace Foldline.Imaging;

/// <summary>Where each pixel of a result is read in the source. Immutable as long as nobody writes to the arrays.</summary>
/// <param name="Size">Size of the result.</param>
/// <param name="Columns">Column to read, row by row, one a pixel of the result.</param>
/// <param name="Rows">Row to read, row by row, one a pixel of the result.</param>
public sealed record RemapField(ImageSize Size, ReadOnlyMemory<float> Columns, ReadOnlyMemory<float> Rows);
