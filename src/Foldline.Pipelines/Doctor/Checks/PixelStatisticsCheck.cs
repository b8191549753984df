using System.Globalization;
using Foldline.Imaging.Similarity;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Brightness and contrast that differ between training and test images.</summary>
internal static class PixelStatisticsCheck
{
    private const string Name = "pixel_statistics";
    private const double LeastDistance = 0.25;

    public static IEnumerable<Finding> Look(Examination examination)
    {
        var prints = examination.Images!.Fingerprints;
        var labelled = examination.Data.Train.Count;
        List<ImageFingerprint> train = [.. prints.Take(labelled).OfType<ImageFingerprint>()];
        List<ImageFingerprint> test = [.. prints.Skip(labelled).OfType<ImageFingerprint>()];
        if (train.Count == 0 || test.Count == 0)
            yield break;
        foreach (var (what, measure) in (IEnumerable<(string, Func<ImageFingerprint, double>)>)
            [("brightness", print => print.Mean), ("contrast", print => print.Deviation)])
        {
            List<double> here = [.. train.Select(measure)];
            List<double> there = [.. test.Select(measure)];
            var distance = Distributions.Distance(here, there);
            if (distance < LeastDistance || !Distributions.IsBeyondChance(distance, here.Count, there.Count))
                continue;
            yield return new Finding(Name, Severity.Warning, $"Training and test images differ in {what}.", "Look at some of both. If they come from different devices, normalize each image (input.steps, such as equalize) or augment brightness and contrast more strongly.")
            {
                Evidence = [string.Create(CultureInfo.InvariantCulture, $"medians {Distributions.Median(here):0.000} and {Distributions.Median(there):0.000} of full brightness; distance of the distributions {distance:0.00}")],
            };
        }
    }
}
