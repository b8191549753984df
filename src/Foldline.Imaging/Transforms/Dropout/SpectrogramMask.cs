namespace Foldline.Imaging;

/// <summary>
/// Masks bands of a spectrogram (rows are frequencies, columns times), after SpecAugment (Park et al. 2019). Recipe:
/// <c>spectrogram_mask: {time_bands: 1, time_width: 20, frequency_bands: 1, frequency_width: 10, fill: 0, p: 0.5}</c>; <c>fill: mean</c> takes the
/// mean of the image before any masking.
/// </summary>
public sealed class SpectrogramMask : Transform
{
    /// <inheritdoc/>
    public override string Name => "spectrogram_mask";

    /// <summary>Number of bands of columns.</summary>
    public int TimeBands { get; init; } = 1;

    /// <summary>Greatest width of a band of columns.</summary>
    public int TimeWidth { get; init; } = 20;

    /// <summary>Number of bands of rows.</summary>
    public int FrequencyBands { get; init; } = 1;

    /// <summary>Greatest width of a band of rows.</summary>
    public int FrequencyWidth { get; init; } = 10;

    /// <summary>What bands are filled with; null: the mean of the image.</summary>
    public double? Fill { get; init; } = 0;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var time = Draw(ref random, TimeBands, TimeWidth, size.Width);
        return new SpectrogramMaskParameters([.. time], [.. Draw(ref random, FrequencyBands, FrequencyWidth, size.Height)]);
    }

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<SpectrogramMaskParameters>(parameters);
        var size = input.Size;
        PixelBox[] bands =
        [
            .. drawn.TimeBands.Select(band => new PixelBox(band.Start, 0, band.End, size.Height)),
            .. drawn.FrequencyBands.Select(band => new PixelBox(0, band.Start, size.Width, band.End)),
        ];
        var fill = Fill ?? input.Image.Mean();
        PixelBoxes.Fill(input.EditImage(), bands, [fill]);
    }

    private static PixelBand[] Draw(ref CounterRandom random, int count, int widest, int side)
    {
        var bands = new PixelBand[count];
        for (var i = 0; i < count; i++)
        {
            var width = random.NextInt32(Math.Min(widest, side) + 1);
            var start = random.NextInt32(side - width + 1);
            bands[i] = new PixelBand(start, start + width);
        }

        return bands;
    }
}
