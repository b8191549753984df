using System.Collections.Immutable;

namespace Foldline.Training.Metrics;

/// <summary>
/// Numbers of right and wrong pixels of each image and class, gathered batch by batch, and scores of them:
/// segmentation_models_pytorch's <c>get_stats</c> and its functional metrics. Keeps four numbers an image and class.
/// </summary>
/// <param name="classes">C, at least 1.</param>
public sealed class SegmentationStatistics(int classes)
{
    private readonly List<PixelCounts> counts = [];

    /// <summary>C.</summary>
    public int Classes { get; } = classes >= 1 ? classes : throw new ArgumentOutOfRangeException(nameof(classes), classes, "expected is at least 1");

    /// <summary>Number of images so far.</summary>
    public int Images => counts.Count / Classes;

    /// <summary>The counts of one image and class.</summary>
    /// <param name="image">From 0, in the order in which they came.</param>
    /// <param name="c">From 0.</param>
    public PixelCounts this[int image, int c] => counts[(image * Classes) + c];

    /// <summary>The counts of one image, all its classes together.</summary>
    /// <param name="image">From 0, in the order in which they came.</param>
    public PixelCounts OfImage(int image) => Sum(Enumerable.Range(0, Classes).Select(c => this[image, c]));

    /// <summary>Adds images with a mask for each class (or the only one).</summary>
    /// <param name="output">Probabilities, or any scores, [N, C, …].</param>
    /// <param name="target">Zeros and ones [N, C, …].</param>
    /// <param name="images">N.</param>
    /// <param name="threshold">A pixel is called from this value on (inclusive).</param>
    /// <exception cref="FoldlineException">FL5101: the lengths do not fit, or a target is neither 0 nor 1.</exception>
    public void AddMasks(ReadOnlySpan<float> output, ReadOnlySpan<long> target, int images, double threshold = 0.5)
    {
        var pixels = PixelsOf(output.Length, target.Length, images, Classes);
        var limit = (float)threshold;
        for (var start = 0; start < output.Length; start += pixels)
        {
            var count = default(PixelCounts);
            for (var i = start; i < start + pixels; i++)
            {
                if ((ulong)target[i] > 1)
                    throw Wrong($"pixel {i} of the masks is {target[i]}; expected is 0 or 1.");
                count = count.Plus(target[i] == 1, output[i] >= limit);
            }

            counts.Add(count);
        }
    }

    /// <summary>Adds images of which every pixel has one class.</summary>
    /// <param name="output">Predicted classes [N, …].</param>
    /// <param name="target">True classes [N, …].</param>
    /// <param name="images">N.</param>
    /// <param name="ignoreIndex">Pixels whose true class is this number are left out; null = none.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths do not fit, or a class is out of range.</exception>
    public void AddClasses(ReadOnlySpan<long> output, ReadOnlySpan<long> target, int images, long? ignoreIndex = null)
    {
        var pixels = PixelsOf(output.Length, target.Length, images, 1);
        for (var start = 0; start < output.Length; start += pixels)
        {
            var (both, called, actual, seen) = (new long[Classes], new long[Classes], new long[Classes], 0L);
            for (var i = start; i < start + pixels; i++)
            {
                if (target[i] == ignoreIndex)
                    continue;
                if ((ulong)target[i] >= (ulong)Classes || (ulong)output[i] >= (ulong)Classes)
                    throw Wrong($"pixel {i} is of class {target[i]} and taken for {output[i]}; expected are numbers from 0 to {Classes - 1}.");
                both[target[i]] += target[i] == output[i] ? 1 : 0;
                called[output[i]]++;
                actual[target[i]]++;
                seen++;
            }

            for (var c = 0; c < Classes; c++)
                counts.Add(new PixelCounts(both[c], called[c] - both[c], actual[c] - both[c], seen - called[c] - actual[c] + both[c]));
        }
    }

    /// <summary>Adds images whose pixels are counted already.</summary>
    /// <param name="images">Counts image by image, class by class [N · C].</param>
    /// <exception cref="FoldlineException">FL5101: they do not make images.</exception>
    public void Add(ReadOnlySpan<PixelCounts> images)
    {
        if (images.Length % Classes != 0)
            throw Wrong($"{images.Length} counts do not make images of {Classes} masks.");
        counts.AddRange(images);
    }

    /// <summary>Adds the images of another object after these.</summary>
    /// <param name="other">Of as many classes.</param>
    public void Merge(SegmentationStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Classes, Classes);
        counts.AddRange(other.counts);
    }

    /// <summary>The score of each image and class [N · C].</summary>
    /// <param name="score">Which score.</param>
    /// <param name="zeroDivision">The value of a quotient 0/0.</param>
    public ImmutableArray<double> Each(SegmentationScore score, double zeroDivision = 1) =>
        [.. counts.Select(count => count.Score(score, zeroDivision))];

    /// <summary>One number.</summary>
    /// <param name="score">Which score.</param>
    /// <param name="reduction">How images and classes become one number.</param>
    /// <param name="classWeights">Weight of each class [C], divided by their sum; only for the weighted reductions, where it must be given.</param>
    /// <param name="zeroDivision">The value of a quotient 0/0; under <see cref="SegmentationReduction.Micro"/> it stays NaN.</param>
    /// <returns>NaN without images.</returns>
    public double Score(SegmentationScore score, SegmentationReduction reduction, ReadOnlySpan<double> classWeights = default, double zeroDivision = 1)
    {
        ArgumentNullException.ThrowIfNull(score);
        var weights = WeightsOf(reduction, classWeights);
        if (counts.Count == 0)
            return double.NaN;
        var perClass = reduction is SegmentationReduction.Macro or SegmentationReduction.Weighted
            ? Enumerable.Range(0, Classes).Select(c => OfClass(c).Score(score, zeroDivision))
            : Enumerable.Range(0, Classes).Select(c => Enumerable.Range(0, Images).Average(image => this[image, c].Score(score, zeroDivision)));
        return reduction switch
        {
            SegmentationReduction.Micro => Sum(counts).Score(score, double.NaN),
            SegmentationReduction.MicroImagewise => Enumerable.Range(0, Images).Average(image => OfImage(image).Score(score, zeroDivision)),
            SegmentationReduction.Macro or SegmentationReduction.MacroImagewise => perClass.Average(),
            SegmentationReduction.WeightedImagewiseOverClasses => perClass.Zip(weights, (value, weight) => value * weight).Sum() / Classes,
            _ => perClass.Zip(weights, (value, weight) => value * weight).Sum(),
        };
    }

    private static PixelCounts Sum(IEnumerable<PixelCounts> counts) => counts.Aggregate((sum, next) => sum.Plus(next));

    private static FoldlineException Wrong(string what) => FoldlineException.User("FL5101", $"A metric cannot use these masks: {what}");

    private static int PixelsOf(int output, int target, int images, int classes)
    {
        if (images < 1 || output != target || output == 0 || output % (images * classes) != 0)
            throw Wrong($"{output} predicted and {target} true pixels do not make {images} images of {classes} masks.");
        return output / (images * classes);
    }

    private double[] WeightsOf(SegmentationReduction reduction, ReadOnlySpan<double> classWeights)
    {
        if (reduction < SegmentationReduction.Weighted || reduction is SegmentationReduction.MicroImagewise or SegmentationReduction.MacroImagewise)
            return [];
        if (classWeights.Length != Classes)
            throw new ArgumentException($"A weighted mean over {Classes} classes needs as many weights, not {classWeights.Length}.", nameof(classWeights));
        var weights = classWeights.ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    private PixelCounts OfClass(int c) => Sum(Enumerable.Range(0, Images).Select(image => this[image, c]));
}
