using Foldline.Data.Arrays;

namespace Foldline.Pipelines.Samples.Seti;

/// <summary>
/// Made-up observations in the layout of the SETI Breakthrough Listen competition: one npy file of 16-bit numbers [6, 273, 256] each, in folders by the first digit of
/// the id. The size is the width; the height goes with it.
/// </summary>
public sealed class SetiSample : SampleGenerator
{
    private const double TestShare = 0.25;

    /// <inheritdoc/>
    public override string Name => "seti-bl";

    /// <inheritdoc/>
    public override SampleOptions Defaults => new(Count: 320, Size: 64);

    /// <inheritdoc/>
    protected override string Settings => """
        # Numbers for made-up observations and a few minutes on two cores; the recipe has those of the competition.
        model: {name: tf_efficientnet_b0, pretrained: false}
        train:
          epochs: 8
          batch: 16
          # From random weights, in a hundred steps: larger rates, at once.
          scale_lr: false
          optimizer: {adam: {lr: 1e-3}}
          schedule: {ramp_sustain_decay: {lr_start: 5e-4, ramp_epochs: 1, sustain_epochs: 3}}
          checkpoint: 8 epochs
        augment:
          - normal_affine: {rotation: 0, shear: 2, zoom: 8, shift: 2}
          - horizontal_flip: {p: 0.5}
          - tf_adjust_saturation: {factor: [0.7, 1.3]}
          - tf_adjust_contrast: {factor: [0.8, 1.2]}
          - tf_adjust_brightness: {delta: 0.1}
          - square_dropout: {count: 8, size: 0.05, p: 0.5}
        loader: {cache: 256MB}
        """;

    /// <inheritdoc/>
    protected override SampleSummary Write(string folder, SampleOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var testCount = (int)(options.Count * TestShare);
        var (width, height) = (options.Size, (int)Math.Round(options.Size * 273 / 256.0));
        var cadences = Enumerable.Range(0, options.Count).Select(number => Cadence.Draw((ulong)options.Seed, number)).ToList();
        var files = new SampleFiles(folder, progress, cancellation);
        files.Empty("train", "*.npy");
        files.Empty("test", "*.npy");
        files.WriteEach(
            cadences,
            cadence => Path.Combine(cadence.Number < testCount ? "test" : "train", cadence.Id[..1], $"{cadence.Id}.npy"),
            cadence => ToNpy(new CadenceRenderer(cadence, (ulong)options.Seed).Render(height, width), height, width));
        files.WriteLines("train_labels.csv", "id,target", cadences.Skip(testCount).Select(cadence => $"{cadence.Id},{(cadence.HasNeedle ? 1 : 0)}"));
        files.WriteLines("sample_submission.csv", "id,target", cadences.Take(testCount).Select(cadence => cadence.Id).Order(StringComparer.Ordinal).Select(id => $"{id},0.5"));
        return new SampleSummary(folder, options.Count - testCount, testCount, ["train_labels.csv", "sample_submission.csv"]);
    }

    private static byte[] ToNpy(Half[] values, int height, int width)
    {
        using var file = new MemoryStream();
        NpyFile.Write(file, NumericArray.From<Half>(values, 6, height, width));
        return file.ToArray();
    }
}
