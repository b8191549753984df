using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Masks;

/// <summary>
/// Finds the threshold and the least size of each class that give the best mean Dice over pairs of an image and a class, all combinations tried on validation
/// predictions. The mean is a sum over classes, so that each class is searched alone. Thread-safe.
/// </summary>
/// <param name="target">The classes.</param>
/// <param name="search">What is tried.</param>
public sealed class MaskSearch(TargetSpec target, MaskSearchSpec search)
{
    private readonly int classes = target.Names.Count;
    private readonly int choices = search.Thresholds.Count * search.MinSizes.Count;
    private readonly Dictionary<int, PartSums> sums = [];

    /// <summary>Adds a validation image.</summary>
    /// <param name="part">The part of the images that it belongs to, such as its fold.</param>
    /// <param name="probabilities">[C, h, w] as the network gives them.</param>
    /// <param name="seen">Height h and width w.</param>
    /// <param name="truth">True masks at the size of the original image: zeros and ones, a channel a class.</param>
    public void Add(int part, ReadOnlySpan<float> probabilities, ImageSize seen, Image truth)
    {
        var pixels = seen.Height * seen.Width;
        var dice = new double[classes * choices];
        for (var c = 0; c < classes; c++)
        {
            using var plane = Image.FromPixels(probabilities.Slice(c * pixels, pixels), seen.Height, seen.Width, 1);
            using var original = plane.Resize(truth.Size);
            Try(original, truth, c, dice.AsSpan(c * choices, choices));
        }

        lock (sums)
        {
            if (!sums.TryGetValue(part, out var sum))
                sums.Add(part, sum = new PartSums(new double[dice.Length]));
            sum.Add(dice);
        }
    }

    /// <summary>The best choice for each class.</summary>
    /// <param name="except">A part whose images do not count, so that its own predictions can be judged honestly; null = all count.</param>
    public ImmutableArray<MaskChoice> Best(int? except = null)
    {
        var counted = sums.Where(entry => entry.Key != except).Select(entry => entry.Value).ToList();
        return [.. Enumerable.Range(0, classes).Select(c => BestOf(c, counted))];
    }

    /// <summary>Mean Dice over all pairs when each part is cut with what the others chose: an honest value.</summary>
    /// <returns>Not-a-number with fewer than two parts.</returns>
    public double Nested()
    {
        if (sums.Count < 2)
            return double.NaN;
        var total = 0.0;
        foreach (var (part, sum) in sums)
        {
            var chosen = Best(except: part);
            total += Enumerable.Range(0, classes).Sum(c => sum.Dice[(c * choices) + PlaceOf(chosen[c])]);
        }

        return total / (classes * sums.Values.Sum(sum => sum.Images));
    }

    private int PlaceOf(MaskChoice choice) =>
        (search.Thresholds.ToList().IndexOf(choice.Threshold) * search.MinSizes.Count) + search.MinSizes.ToList().IndexOf(choice.MinSize);

    private MaskChoice BestOf(int number, List<PartSums> counted)
    {
        var images = counted.Sum(sum => sum.Images);
        var best = new MaskChoice(0.5, 0, double.NegativeInfinity);
        for (var choice = 0; choice < choices; choice++)
        {
            var dice = counted.Sum(sum => sum.Dice[(number * choices) + choice]) / images;
            // Among equals the middle of the thresholds is the safest.
            var threshold = search.Thresholds[choice / search.MinSizes.Count];
            if (dice > best.Dice || (dice == best.Dice && Math.Abs(threshold - 0.5) < Math.Abs(best.Threshold - 0.5)))
                best = new MaskChoice(threshold, search.MinSizes[choice % search.MinSizes.Count], dice);
        }

        return best;
    }

    private void Try(Image plane, Image truth, int number, Span<double> dice)
    {
        var actual = Plane(truth, number);
        var total = actual.Sum(value => (long)value);
        for (var t = 0; t < search.Thresholds.Count; t++)
        {
            var parts = PartsAbove(plane, (float)search.Thresholds[t], actual);
            for (var m = 0; m < search.MinSizes.Count; m++)
                dice[(t * search.MinSizes.Count) + m] = Dice(parts, search.MinSizes[m], total);
        }
    }

    private static byte[] Plane(Image truth, int number)
    {
        var values = truth.Pixels<byte>();
        var plane = new byte[truth.Height * truth.Width];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = values[(i * truth.Channels) + number];
        return plane;
    }

    /// <summary>Size of each connected part above a threshold, and how much of it is true.</summary>
    private static (long Size, long True)[] PartsAbove(Image plane, float threshold, byte[] actual)
    {
        var values = plane.Pixels<float>();
        var pixels = new byte[values.Length];
        var isEmpty = true;
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = values[i] > threshold ? (byte)1 : (byte)0;
            isEmpty &= pixels[i] == 0;
        }

        if (isEmpty)
            return [];
        using var mask = Image.FromPixels<byte>(pixels, plane.Height, plane.Width, 1);
        var components = ConnectedComponents.Find(mask);
        var parts = new (long Size, long True)[components.Count + 1];
        for (var i = 0; i < pixels.Length; i++)
        {
            ref var part = ref parts[components.Labels[i]];
            part = (part.Size + 1, part.True + actual[i]);
        }

        return parts[1..];
    }

    private static double Dice((long Size, long True)[] parts, int minSize, long total)
    {
        var (called, both) = (0L, 0L);
        foreach (var (size, isTrue) in parts)
        {
            if (size <= minSize)
                continue;
            called += size;
            both += isTrue;
        }

        return called + total == 0 ? 1 : 2.0 * both / (called + total);
    }

    private sealed class PartSums(double[] dice)
    {
        public double[] Dice => dice;

        public int Images { get; private set; }

        public void Add(double[] more)
        {
            Images++;
            for (var i = 0; i < dice.Length; i++)
                dice[i] += more[i];
        }
    }
}
