using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Foldline.Imaging.Dicom;

/// <summary>One element of a data set.</summary>
/// <param name="Tag">Group and element.</param>
/// <param name="Vr">Value representation of two letters; <c>UN</c> where the file does not say.</param>
/// <param name="Value">Its bytes; empty for sequences and fragments.</param>
/// <param name="IsBigEndian">Byte order of numbers in it.</param>
internal sealed record DicomElement(uint Tag, string Vr, ReadOnlyMemory<byte> Value, bool IsBigEndian)
{
    /// <summary>Items of a sequence; null when it is none.</summary>
    public IReadOnlyList<DicomDataset>? Items { get; init; }

    /// <summary>Fragments of compressed pixels, the offset table first; null when the pixels are not compressed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; init; }

    /// <summary>The text without padding.</summary>
    public string Text => Encoding.UTF8.GetString(Value.Span).Trim(' ', '\0');

    /// <summary>Values of a text with several of them.</summary>
    public string[] Texts => [.. Text.Split('\\').Select(text => text.Trim(' ', '\0'))];

    /// <summary>Numbers written as text; null when one of them is none.</summary>
    public double[]? Decimals
    {
        get
        {
            var texts = Texts;
            var numbers = new double[texts.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                    return null;
            }

            return numbers;
        }
    }

    /// <summary>16-bit words without sign.</summary>
    public ushort[] Words
    {
        get
        {
            var words = new ushort[Value.Length / 2];
            for (var i = 0; i < words.Length; i++)
            {
                var bytes = Value.Span[(2 * i)..];
                words[i] = IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            }

            return words;
        }
    }
}
