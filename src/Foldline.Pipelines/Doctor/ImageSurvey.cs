using System.Collections.Immutable;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Imaging.Similarity;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Doctor;

/// <summary>All images of a recipe, looked at once: the labelled ones, then the test images.</summary>
/// <param name="Fingerprints">What each looks like; null where it cannot be read.</param>
/// <param name="Failures">Numbers of those that cannot be read, with the reason.</param>
/// <param name="Matches">Pairs that are the same picture or scene.</param>
public sealed record ImageSurvey(ImmutableArray<ImageFingerprint?> Fingerprints, ImmutableArray<(int Number, string Reason)> Failures, ImmutableArray<ImageMatch> Matches)
{
    // Reading takes most of the time.
    private const double ReadingShare = 0.8;

    /// <summary>Looks at all images, on all cores.</summary>
    /// <param name="examination">The samples.</param>
    /// <param name="progress">Receives the share that is done, 0 … 1.</param>
    public static ImageSurvey Take(Examination examination, IProgress<double> progress)
    {
        var source = new InputSource(examination.Recipe.Input, examination.Data.Folder);
        SampleSet?[] sets = [examination.Data.Train, examination.Data.Test];
        List<(SampleSet Samples, int Row)> rows = [.. sets.OfType<SampleSet>().SelectMany(samples => Enumerable.Range(0, samples.Count).Select(row => (samples, row)))];
        var sizes = sets.OfType<SampleSet>().ToDictionary(samples => samples, samples => Attempt(() => source.SizesOf(samples)));
        var failures = new string?[rows.Count];
        var headers = Each(examination, rows.Count, failures, number => (ImageSize?)sizes[rows[number].Samples]!(rows[number].Row));
        List<ImageSize> known = [.. headers.OfType<ImageSize>()];
        var scale = known.Count == 0 ? 1 : SceneScale.Of(known);

        var images = sets.OfType<SampleSet>().ToDictionary(samples => samples, samples => OpenPresent(source, samples, failures, samples == examination.Data.Train ? 0 : examination.Data.Train.Count));
        var done = 0;
        var prints = Each(examination, rows.Count, failures, number =>
        {
            using var image = images[rows[number].Samples](rows[number].Row);
            progress.Report(ReadingShare * Interlocked.Increment(ref done) / rows.Count);
            return ImageFingerprint.Of(image, scale);
        });
        return new ImageSurvey(
            [.. prints],
            [.. failures.Index().Where(item => item.Item is not null).Select(item => (item.Index, item.Item!))],
            Search(prints, examination, progress));
    }

    private static ImmutableArray<ImageMatch> Search(ImageFingerprint?[] prints, Examination examination, IProgress<double> progress)
    {
        int[] numbers = [.. Enumerable.Range(0, prints.Length).Where(i => prints[i] is not null)];
        var rest = new Rest(progress);
        var found = new SimilaritySearch(SimilarityOptions.Default).Find([.. numbers.Select(i => prints[i]!)], rest, examination.Cancellation);
        progress.Report(1);
        return [.. found.Select(match => match with { First = numbers[match.First], Second = numbers[match.Second] })];
    }

    // A source checks all its files when it is opened, so it is opened over those that can be read.
    private static Func<int, Image> OpenPresent(InputSource source, SampleSet samples, string?[] failures, int first)
    {
        int[] present = [.. Enumerable.Range(0, samples.Count).Where(row => failures[first + row] is null)];
        if (present.Length == 0)
            return _ => throw new InvalidOperationException("No image of the set can be read.");
        ISampleSource images = source.Open(samples.Only(present) with { Targets = SampleTargets.None }, new TransformPipeline([]));
        var placeOf = present.Index().ToDictionary(item => item.Item, item => item.Index);
        return row => images.Load(placeOf[row]);
    }

    private static T?[] Each<T>(Examination examination, int count, string?[] failures, Func<int, T?> look)
    {
        var results = new T?[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = examination.Cancellation }, number =>
        {
            if (failures[number] is not null)
                return;
            try
            {
                results[number] = look(number);
            }
            catch (FoldlineException e)
            {
                failures[number] = $"{e.Code}: {e.Message}";
            }
        });
        return results;
    }

    private static Func<int, ImageSize> Attempt(Func<Func<int, ImageSize>> open)
    {
        try
        {
            return open();
        }
        catch (FoldlineException e)
        {
            return _ => throw e;
        }
    }

    private sealed class Rest(IProgress<double> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(ReadingShare + ((1 - ReadingShare) * value));
    }
}
