using System.Globalization;
using System.Text;

namespace Foldline.Imaging;

/// <summary>
/// Masks as run-length strings: pairs "start length", pixels numbered from 1 down the columns, as in Kaggle's segmentation
/// competitions. <c>1 3 10 5</c> are the pixels 1-3 and 10-14. Thread-safe.
/// </summary>
public static class RunLength
{
    /// <summary>Writes a mask: ascending runs as long as possible, single blanks; the empty text for an empty mask.</summary>
    /// <param name="mask">One-channel 8-bit image; pixels other than 0 belong to the mask.</param>
    /// <exception cref="ArgumentException">Another kind of image.</exception>
    public static string Encode(Image mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Channels != 1 || mask.PixelType != PixelType.UInt8)
            throw new ArgumentException($"Run lengths are made of one 8-bit channel, this image is {mask}.", nameof(mask));
        var pixels = mask.Pixels<byte>();
        var text = new StringBuilder();
        var (position, start) = (0, -1);
        for (var column = 0; column < mask.Width; column++)
        {
            for (var row = 0; row < mask.Height; row++, position++)
            {
                var isSet = pixels[(row * mask.Width) + column] != 0;
                if (isSet && start < 0)
                    start = position;
                else if (!isSet && start >= 0)
                    (_, start) = (Append(text, start, position), -1);
            }
        }

        if (start >= 0)
            Append(text, start, position);
        return text.ToString();
    }

    /// <summary>Reads a mask; runs may come in any order and touch, blanks may be any.</summary>
    /// <param name="text">The pairs; null or blank for an empty mask.</param>
    /// <param name="height">Height of the mask, at least 1.</param>
    /// <param name="width">Width of the mask, at least 1.</param>
    /// <returns>One-channel 8-bit image of 0 and 1.</returns>
    /// <exception cref="FoldlineException">
    /// FL3201: the text is malformed; fact <c>reason</c>: <c>odd count</c>, <c>not a number</c>, <c>start below 1</c>, <c>length below 1</c>,
    /// <c>past the end</c> or <c>overlap</c>.
    /// </exception>
    public static Image Decode(string? text, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var mask = Image.Allocate(height, width, 1, PixelType.UInt8);
        mask.Pixels<byte>().Clear();
        try
        {
            Draw(text, mask, 0);
            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    /// <summary>Sets the pixels of a text's runs to 1 in one channel; see <see cref="Decode"/>.</summary>
    /// <param name="text">The pairs; null or blank for an empty mask.</param>
    /// <param name="masks">8-bit image whose channel is 0 everywhere.</param>
    /// <param name="channel">Channel, from 0.</param>
    /// <exception cref="FoldlineException">FL3201: the text is malformed.</exception>
    public static void Draw(string? text, Image masks, int channel)
    {
        ArgumentNullException.ThrowIfNull(masks);
        var (height, width, channels) = (masks.Height, masks.Width, masks.Channels);
        var pixels = masks.Pixels<byte>();
        var numbers = Numbers(text ?? "", height * width);
        for (var i = 0; i < numbers.Count; i += 2)
        {
            for (var position = numbers[i] - 1; position < numbers[i] - 1 + numbers[i + 1]; position++)
            {
                ref var pixel = ref pixels[(((position % height * width) + (position / height)) * channels) + channel];
                if (pixel != 0)
                    throw Malformed(text, "overlap", $"pixel {position + 1} is in two runs");
                pixel = 1;
            }
        }
    }

    /// <summary>Checks a text without making a mask.</summary>
    /// <param name="text">The pairs; null or blank for an empty mask.</param>
    /// <param name="pixels">Number of pixels of the mask.</param>
    /// <exception cref="FoldlineException">FL3201: the text is malformed.</exception>
    public static void Check(string? text, int pixels)
    {
        var numbers = Numbers(text ?? "", pixels);
        var runs = Enumerable.Range(0, numbers.Count / 2).Select(i => (Start: numbers[2 * i], End: numbers[2 * i] + numbers[(2 * i) + 1])).OrderBy(run => run.Start).ToList();
        var twice = Enumerable.Range(1, Math.Max(runs.Count - 1, 0)).FirstOrDefault(i => runs[i].Start < runs[i - 1].End);
        if (twice > 0)
            throw Malformed(text, "overlap", $"pixel {runs[twice].Start} is in two runs");
    }

    private static StringBuilder Append(StringBuilder text, int start, int end) =>
        text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? " " : "")}{start + 1} {end - start}");

    // Starts and lengths in turn, checked against the number of pixels.
    private static List<int> Numbers(string text, int pixels)
    {
        var words = text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(word => Number(text, word)).ToList();
        if (numbers.Count % 2 != 0)
            throw Malformed(text, "odd count", $"it has {numbers.Count} numbers, but starts and lengths come in pairs");
        for (var i = 0; i < numbers.Count; i += 2)
        {
            if (numbers[i] < 1)
                throw Malformed(text, "start below 1", $"a run starts at {words[i]}; the first pixel is 1");
            if (numbers[i + 1] < 1)
                throw Malformed(text, "length below 1", $"a run is {words[i + 1]} long");
            if (numbers[i] - 1 + numbers[i + 1] > pixels)
                throw Malformed(text, "past the end", $"a run of {words[i + 1]} from {words[i]} does not fit {pixels} pixels");
        }

        return [.. numbers.Select(number => (int)number)];
    }

    // Only decimal ASCII numbers; what is too large for any mask becomes one that is past every end.
    private static Int128 Number(string text, string word)
    {
        var digits = word.AsSpan(word[0] is '-' or '+' && word.Length > 1 ? 1 : 0);
        if (digits.ContainsAnyExceptInRange('0', '9'))
            throw Malformed(text, "not a number", $"'{word}' is no whole number");
        return Int128.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : word[0] == '-' ? -1 : long.MaxValue;
    }

    private static FoldlineException Malformed(string? text, string reason, string what)
    {
        const int Shown = 60;
        var start = text is { Length: > Shown } ? $"{text[..Shown]}…" : text;
        return FoldlineException.User("FL3201", $"The run-length text '{start}' is malformed: {what}. Expected are pairs of start and length, such as '1 3 10 5'.", null, ("reason", reason));
    }
}
