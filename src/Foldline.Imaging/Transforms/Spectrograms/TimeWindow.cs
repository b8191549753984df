namespace Foldline.Imaging;

/// <summary>
/// Cuts a stretch of time out of a spectrogram (rows are frequencies, columns times); NaN becomes 0. Masks, boxes and keypoints follow.
/// Recipe: <c>time_window: {offset: 24, seconds_per_column: 2, columns: 300}</c>.
/// </summary>
public sealed class TimeWindow : Transform
{
    /// <inheritdoc/>
    public override string Name => "time_window";

    /// <summary>Start in seconds; whole columns are taken.</summary>
    public int OffsetSeconds { get; init; }

    /// <summary>Seconds from one column to the next.</summary>
    public int SecondsPerColumn { get; init; } = 2;

    /// <summary>Columns of the window.</summary>
    public int Columns { get; init; } = 300;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override ImageSize SizeAfter(TransformParameters parameters, ImageSize size) => size with { Width = Columns };

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3018: fewer columns remain after the offset.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.Move(new CropMotion(input.Size, 0, OffsetSeconds / SecondsPerColumn, new ImageSize(input.Size.Height, Columns)));
        if (input.PixelType == PixelType.Float32)
            SignalKernels.FillNaN(input.EditImage(), 0);
    }
}
