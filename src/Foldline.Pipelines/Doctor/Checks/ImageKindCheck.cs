using System.Globalization;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Sizes, channels and depths that differ between training and test images, read from the headers of some of them.</summary>
internal static class ImageKindCheck
{
    private const string Name = "image_kinds";
    private const int Most = 400;
    private const double LeastShare = 0.1;
    private const double LeastRatio = 1.1;

    // Standard deviations of the difference of two shares.
    private const double Limit = 4;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Data.Test is not { } test)
            return [];
        var source = new InputSource(examination.Recipe.Input, examination.Data.Folder);
        var isPicture = examination.Recipe.Input.Kind == InputKind.Picture;
        var (here, there) = (Headers(examination, examination.Data.Train, source), Headers(examination, test, source));
        if (here.Count == 0 || there.Count == 0)
            return [];
        return [.. isPicture ? Kinds(here, there) : [], .. Sizes(here, there)];
    }

    private static List<ImageHeader> Headers(Examination examination, SampleSet samples, InputSource source)
    {
        var found = new List<ImageHeader>();
        var sizeOf = examination.Recipe.Input.Kind == InputKind.Picture ? null : source.SizesOf(samples);
        foreach (var row in Examination.Spread(samples.Count, Most))
        {
            examination.Cancellation.ThrowIfCancellationRequested();
            try
            {
                found.Add(sizeOf is null ? ImageCodec.ReadHeader(examination.PathOf(samples, row)) : new ImageHeader(default, sizeOf(row), 1, default));
            }
            catch (FoldlineException)
            {
                // Other checks name files that cannot be read.
            }
        }

        return found;
    }

    private static IEnumerable<Finding> Kinds(List<ImageHeader> train, List<ImageHeader> test)
    {
        static string KindOf(ImageHeader header) => $"{header.Format}, {header.Channels} channels, {8 * header.PixelType.ByteSize()} bit";
        var differing = new List<string>();
        foreach (var kind in train.Concat(test).Select(KindOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (here, there) = (Share(train, kind), Share(test, kind));
            var mean = ((here * train.Count) + (there * test.Count)) / (train.Count + test.Count);
            var deviation = Math.Sqrt(mean * (1 - mean) * ((1.0 / train.Count) + (1.0 / test.Count)));
            if (Math.Abs(here - there) > Math.Max(LeastShare, Limit * deviation))
                differing.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}: {here:0%} of the training images, {there:0%} of the test images"));
        }

        if (differing.Count > 0)
        {
            yield return new Finding(Name, Severity.Warning, "Training and test images are stored in different ways.", "Convert them alike (./foldline prepare): channels, depth and compression leave traces that a network learns.")
            {
                Evidence = Evidence.Of(differing),
            };
        }

        double Share(List<ImageHeader> headers, string kind) => (double)headers.Count(header => KindOf(header) == kind) / headers.Count;
    }

    private static IEnumerable<Finding> Sizes(List<ImageHeader> train, List<ImageHeader> test)
    {
        foreach (var (what, measure) in (IEnumerable<(string, Func<ImageSize, double>)>)
        [
            ("size (root of height × width)", size => Math.Sqrt((double)size.Height * size.Width)),
            ("shape (width / height)", size => (double)size.Width / size.Height),
        ])
        {
            List<double> here = [.. train.Select(header => measure(header.Size))];
            List<double> there = [.. test.Select(header => measure(header.Size))];
            var distance = Distributions.Distance(here, there);
            var (a, b) = (Distributions.Median(here), Distributions.Median(there));
            if (!Distributions.IsBeyondChance(distance, here.Count, there.Count) || Math.Max(a / b, b / a) < LeastRatio)
                continue;
            yield return new Finding(Name, Severity.Warning, $"Training and test images differ in {what}.", "Resize both in the same way (input.size), or look for where the sets come from: what differs so plainly may differ in more.")
            {
                Evidence = [string.Create(CultureInfo.InvariantCulture, $"medians {a:0.##} and {b:0.##}; distance of the distributions {distance:0.00}")],
            };
        }
    }
}
