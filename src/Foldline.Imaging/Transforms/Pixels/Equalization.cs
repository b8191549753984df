namespace Foldline.Imaging;

/// <summary>Tables that make the levels of a histogram equally frequent.</summary>
internal static class Equalization
{
    /// <summary>The table for 256 counts.</summary>
    /// <param name="counts">Pixels of each level.</param>
    /// <param name="mode">The rule.</param>
    /// <param name="masked">Whether only a part of the pixels was counted; OpenCV's rule is then evaluated in double precision.</param>
    public static PixelTable Table(ReadOnlySpan<int> counts, EqualizeMode mode, bool masked)
    {
        long total = 0;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return PixelTable.Identity;
        return mode == EqualizeMode.Pillow ? Pillow(counts.ToArray(), total) : OpenCv(counts.ToArray(), total, masked);
    }

    private static PixelTable OpenCv(int[] counts, long total, bool masked)
    {
        var first = Array.FindIndex(counts, count => count > 0);
        if (counts[first] == total)
            return PixelTable.From(_ => first);
        var rest = total - counts[first];
        var scale = masked ? 255.0 / rest : 255f / rest;
        long sum = 0;
        var entries = new double[counts.Length];
        for (var i = first + 1; i < counts.Length; i++)
        {
            sum += counts[i];
            entries[i] = Math.Round(masked ? sum * scale : (float)((float)sum * (float)scale), MidpointRounding.ToEven);
        }

        return PixelTable.From(value => entries[value]);
    }

    private static PixelTable Pillow(int[] counts, long total)
    {
        var last = Array.FindLastIndex(counts, count => count > 0);
        var step = (total - counts[last]) / 255;
        if (step == 0)
            return PixelTable.Identity;
        var entries = new double[counts.Length];
        var sum = step / 2;
        for (var i = 0; i < counts.Length; i++)
        {
            entries[i] = sum / step;
            sum += counts[i];
        }

        return PixelTable.From(value => entries[value]);
    }
}
