namespace Foldline.Imaging.Dicom;

/// <summary>Elements by tag; the last of several with one tag counts.</summary>
internal sealed class DicomDataset
{
    private readonly Dictionary<uint, DicomElement> elements = [];

    public void Add(DicomElement element) => elements[element.Tag] = element;

    /// <summary>An element; null when it is missing or empty.</summary>
    public DicomElement? Find(uint tag) =>
        elements.TryGetValue(tag, out var element) && (element.Items is not null || element.Fragments is not null || !element.Value.IsEmpty) ? element : null;

    /// <summary>A text without padding; null when missing or empty.</summary>
    public string? Text(uint tag) => Find(tag)?.Text is { Length: > 0 } text ? text : null;

    /// <summary>The first 16-bit word; null when missing.</summary>
    public int? Word(uint tag) => Find(tag)?.Words is [var word, ..] ? word : null;

    /// <summary>Numbers written as text; null when missing or unreadable.</summary>
    public double[]? Decimals(uint tag) => Find(tag)?.Decimals;

    /// <summary>The first item of a sequence; null when missing or empty.</summary>
    public DicomDataset? FirstItem(uint tag) => Find(tag)?.Items is [var item, ..] ? item : null;
}
