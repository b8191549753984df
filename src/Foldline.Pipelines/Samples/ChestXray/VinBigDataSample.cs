using System.Text;

namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>
/// Made-up chest X-rays in the layout of the VinBigData competition: 256×256 grey PNG files, three radiologists' rows per image, original
/// sizes, sample submission. About 70 % are normal; one finding in seven is subtle.
/// </summary>
public sealed class VinBigDataSample : SampleGenerator
{
    private const double AbnormalShare = 0.3;
    private const double TestShare = 0.25;

    /// <inheritdoc/>
    public override string Name => "vinbigdata";

    /// <inheritdoc/>
    protected override SampleSummary Write(string folder, SampleOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var testCount = (int)(options.Count * TestShare);
        var images = DrawImages(options);
        var test = images[..testCount];
        var train = images[testCount..];

        Empty(Path.Combine(folder, "train"));
        Empty(Path.Combine(folder, "test"));
        var run = new ImageRun((ulong)options.Seed, options.Size, progress, cancellation);
        WriteImages(folder, images, image => Path.Combine(image.Number < testCount ? "test" : "train", $"{image.Id}.png"), run);
        WriteLines(folder, "train.csv", "image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max", Readings(train, options));
        WriteLines(folder, "train_meta.csv", "image_id,dim0,dim1", train.Select(Meta));
        WriteLines(folder, "test_meta.csv", "image_id,dim0,dim1", test.Select(Meta));
        WriteLines(folder, "sample_submission.csv", "image_id,target", test.Select(image => $"{image.Id},0.5"));
        return new SampleSummary(folder, train.Length, test.Length, ["train.csv", "train_meta.csv", "test_meta.csv", "sample_submission.csv"]);
    }

    /// <summary>The images in an order that tells nothing about their labels; exactly the share of abnormal ones in both parts.</summary>
    private static SampleImage[] DrawImages(SampleOptions options)
    {
        var testCount = (int)(options.Count * TestShare);
        var labels = new bool[options.Count];
        MarkAndShuffle(labels.AsSpan(0, testCount), options, 1);
        MarkAndShuffle(labels.AsSpan(testCount), options, 2);
        return [.. labels.Select((isAbnormal, number) => SampleImage.Draw((ulong)options.Seed, number, isAbnormal))];
    }

    private static void MarkAndShuffle(Span<bool> labels, SampleOptions options, ulong part)
    {
        labels[..(int)Math.Round(labels.Length * AbnormalShare)].Fill(true);
        var random = CounterRandom.For((ulong)options.Seed, part, 2);
        random.Shuffle(labels);
    }

    private static void WriteImages(string folder, SampleImage[] images, Func<SampleImage, string> nameOf, ImageRun run)
    {
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = run.Cancellation };
        var failures = new System.Collections.Concurrent.ConcurrentQueue<FoldlineException>();
        Parallel.ForEach(images, parallel, (image, loop) =>
        {
            var renderer = new ChestRenderer(image.Patient, CounterRandom.For(run.Seed, (ulong)image.Number, 5));
            var png = GrayPng.Encode(renderer.Render(run.Size), run.Size, run.Size);
            if (TryWrite(Path.Combine(folder, nameOf(image)), png) is { } failure)
            {
                failures.Enqueue(failure);
                loop.Stop();
            }

            run.Progress?.Report((double)Interlocked.Increment(ref done) / images.Length);
        });
        if (failures.TryDequeue(out var first))
            throw first;
    }

    /// <summary>Images can be made again, so they are not flushed to the disk one by one.</summary>
    private static FoldlineException? TryWrite(string path, byte[] png)
    {
        try
        {
            File.WriteAllBytes(path, png);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CannotWrite(path, e);
        }
    }

    /// <summary>Makes a folder for images and drops those of an earlier sample.</summary>
    private static void Empty(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(folder, "*.png"))
                File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, e);
        }
    }

    private static FoldlineException CannotWrite(string path, Exception e) =>
        FoldlineException.User("FL1001", $"Cannot write '{path}': {e.Message} Free some space or choose another folder.", e, ("file", path));

    private static List<string> Readings(SampleImage[] images, SampleOptions options)
    {
        var rows = images
            .SelectMany(image => Reading.Draw(image, CounterRandom.For((ulong)options.Seed, (ulong)image.Number, 3)))
            .Select(reading => reading.ToCsv())
            .ToArray();
        var random = CounterRandom.For((ulong)options.Seed, 4);
        random.Shuffle<string>(rows);
        return [.. rows];
    }

    private static string Meta(SampleImage image) => $"{image.Id},{image.Height},{image.Width}";

    private static void WriteLines(string folder, string name, string header, IEnumerable<string> lines)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var line in lines)
            text.Append(line).Append('\n');
        AtomicFile.WriteText(Path.Combine(folder, name), text.ToString());
    }

    private sealed record ImageRun(ulong Seed, int Size, IProgress<double>? Progress, CancellationToken Cancellation);
}
