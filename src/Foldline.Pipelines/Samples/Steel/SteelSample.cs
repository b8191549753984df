using System.Globalization;
using Foldline.Imaging;

namespace Foldline.Pipelines.Samples.Steel;

/// <summary>
/// Made-up strips of steel in the layout of the Severstal competition: grey JPEG files 6.25 times as wide as high, four rows of run lengths an
/// image. Half of them show a defect, one in ten of those two.
/// </summary>
public sealed class SteelSample : SampleGenerator
{
    private const double TestShare = 0.25;
    private const string Header = "ImageId_ClassId,EncodedPixels";

    /// <inheritdoc/>
    public override string Name => "severstal";

    /// <inheritdoc/>
    public override SampleOptions Defaults => new(Count: 160, Size: 64);

    /// <inheritdoc/>
    protected override string Settings => """
        # Numbers for made-up strips of 64 × 400 pixels and a few minutes on two cores; the recipe has those of the competition.
        input: {size: [64, 416]}
        model: {pretrained: false}
        train:
          epochs: 14
          accumulate: 1
          loss: {sum: {losses: [bce_with_logits, {dice: {mode: multilabel}}], weights: [1, 1]}}
          optimizer: {adam: {lr: 1e-3}}
        predict: {min_size: 40}
        """;

    /// <inheritdoc/>
    protected override SampleSummary Write(string folder, SampleOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var testCount = (int)(options.Count * TestShare);
        var strips = Enumerable.Range(0, options.Count).Select(number => Strip.Draw((ulong)options.Seed, number)).ToList();
        var files = new SampleFiles(folder, progress, cancellation);
        files.Empty("train_images", "*.jpg");
        files.Empty("test_images", "*.jpg");

        // Masks follow from the drawing, so both are made in one go.
        var masks = new string[strips.Count][];
        files.WriteEach(
            strips,
            strip => Path.Combine(strip.Number < testCount ? "test_images" : "train_images", strip.FileName),
            strip =>
            {
                using var drawing = new StripRenderer(strip, (ulong)options.Seed, options.Size).Render();
                masks[strip.Number] = [.. drawing.Masks.Select(RunLength.Encode)];
                return ImageCodec.Encode(drawing.Picture, new EncodeOptions { Format = ImageFormat.Jpeg });
            });

        files.WriteLines("train.csv", Header, strips.Skip(testCount).SelectMany(strip => Rows(strip, masks[strip.Number])));
        files.WriteLines("sample_submission.csv", Header, strips.Take(testCount).SelectMany(strip => Rows(strip, ["", "", "", ""])));
        return new SampleSummary(folder, options.Count - testCount, testCount, ["train.csv", "sample_submission.csv"]);
    }

    private static IEnumerable<string> Rows(Strip strip, string[] masks) =>
        masks.Select((text, index) => string.Create(CultureInfo.InvariantCulture, $"{strip.FileName}_{index + 1},{text}"));
}
