using Foldline.Imaging;

namespace Foldline.Pipelines.Samples.Catheters;

/// <summary>
/// Made-up chest films with tubes in the layout of the RANZCR competition: grey JPEG files, eleven labels, two films a patient, the courses of
/// the tubes for part of the films.
/// </summary>
public sealed class CatheterSample : SampleGenerator
{
    private const double TestShare = 0.2;

    private static readonly string[] Labels =
    [
        "ETT - Abnormal", "ETT - Borderline", "ETT - Normal", "NGT - Abnormal", "NGT - Borderline", "NGT - Incompletely Imaged", "NGT - Normal",
        "CVC - Abnormal", "CVC - Borderline", "CVC - Normal", "Swan Ganz Catheter Present",
    ];

    /// <inheritdoc/>
    public override string Name => "ranzcr";

    /// <inheritdoc/>
    public override SampleOptions Defaults => new(Count: 300, Size: 128);

    /// <inheritdoc/>
    protected override string Settings => """
        # Numbers for made-up films and a few minutes on two cores; the recipe has those of the competition.
        input: {size: 64}
        augment:
          - horizontal_flip: {p: 0.5}
          - shift_scale_rotate: {shift: 0.03, scale: 0.05, rotate: 5, p: 0.5}
        model: {name: resnet18, pretrained: false, zero_init_last: false}
        train: {epochs: 8, batch: 16, accumulate: 1, valid_batch: 32}
        predict: {tta: hflip}
        loader: {cache: 200MB}
        """;

    /// <inheritdoc/>
    protected override SampleSummary Write(string folder, SampleOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        // Whole patients, so that none is in both parts.
        var testCount = (int)(options.Count * TestShare) / 2 * 2;
        var films = Enumerable.Range(0, options.Count).Select(number => Film.Draw((ulong)options.Seed, number)).ToList();
        var (test, train) = (films.Take(testCount).ToList(), films.Skip(testCount).ToList());
        var files = new SampleFiles(folder, progress, cancellation);
        files.Empty("train", "*.jpg");
        files.Empty("test", "*.jpg");
        files.WriteEach(films, film => Path.Combine(film.Number < testCount ? "test" : "train", $"{film.Id}.jpg"), film => ToJpeg(film, options));
        files.WriteLines("train.csv", $"StudyInstanceUID,{string.Join(',', Labels)},PatientID", train.Select(film => $"{film.Id},{string.Join(',', Labels.Select(label => Has(film, label)))},{film.PatientId}"));
        files.WriteLines("train_annotations.csv", "StudyInstanceUID,label,data", train.Where(film => film.IsAnnotated).SelectMany(film => Annotations(film, options)));
        files.WriteLines("sample_submission.csv", $"StudyInstanceUID,{string.Join(',', Labels)}", test.Select(film => $"{film.Id},{string.Join(',', Labels.Select(_ => 0))}"));
        return new SampleSummary(folder, train.Count, test.Count, ["train.csv", "train_annotations.csv", "sample_submission.csv"]);
    }

    private static int Has(Film film, string label) => film.Tubes.Any(tube => tube.Label == label) ? 1 : 0;

    private static byte[] ToJpeg(Film film, SampleOptions options)
    {
        var pixels = new FilmRenderer(film, (ulong)options.Seed, options.Size).Render();
        using var picture = Image.FromPixels<byte>(pixels, options.Size, options.Size, 1);
        return ImageCodec.Encode(picture, new EncodeOptions { Format = ImageFormat.Jpeg });
    }

    private static IEnumerable<string> Annotations(Film film, SampleOptions options)
    {
        var renderer = new FilmRenderer(film, (ulong)options.Seed, options.Size);
        return film.Tubes.Select(tube =>
        {
            var points = renderer.Course(tube).Select(point => FormattableString.Invariant($"[{(int)point.X}, {(int)point.Y}]"));
            return $"{film.Id},{tube.Label},\"[{string.Join(", ", points)}]\"";
        });
    }
}
