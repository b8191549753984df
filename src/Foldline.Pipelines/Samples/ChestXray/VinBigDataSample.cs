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

        var files = new SampleFiles(folder, progress, cancellation);
        files.Empty("train", "*.png");
        files.Empty("test", "*.png");
        files.WriteEach(images, image => Path.Combine(image.Number < testCount ? "test" : "train", $"{image.Id}.png"), image => Render(image, options));
        files.WriteLines("train.csv", "image_id,class_name,class_id,rad_id,x_min,y_min,x_max,y_max", Readings(train, options));
        files.WriteLines("train_meta.csv", "image_id,dim0,dim1", train.Select(Meta));
        files.WriteLines("test_meta.csv", "image_id,dim0,dim1", test.Select(Meta));
        files.WriteLines("sample_submission.csv", "image_id,target", test.Select(image => $"{image.Id},0.5"));
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

    private static byte[] Render(SampleImage image, SampleOptions options)
    {
        var renderer = new ChestRenderer(image.Patient, CounterRandom.For((ulong)options.Seed, (ulong)image.Number, 5));
        return GrayPng.Encode(renderer.Render(options.Size), options.Size, options.Size);
    }

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
}
