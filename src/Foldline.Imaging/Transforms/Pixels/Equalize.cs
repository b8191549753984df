namespace Foldline.Imaging;

/// <summary>
/// Makes all levels of an 8-bit image equally frequent, by channel or by luma. Recipe:
/// <c>equalize: {mode: cv, by_channels: true, by_mask: false, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Equalize : Transform
{
    /// <inheritdoc/>
    public override string Name => "equalize";

    /// <summary>The rule.</summary>
    public EqualizeMode Mode { get; init; }

    /// <summary>Whether each channel has its own table; otherwise the luma alone is changed.</summary>
    public bool ByChannels { get; init; } = true;

    /// <summary>Whether only pixels are counted where the sample's first mask is not 0. All are changed.</summary>
    public bool ByMask { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => ByChannels;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is not 8-bit, or has neither one nor three channels, or there is no 8-bit mask plane to count by.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireUInt8(Name);
        input.RequireGrayOrRgb(Name);
        var mask = ByMask ? MaskOf(input) : null;
        if (input.Channels == 1 || ByChannels)
        {
            var counts = HistogramKernels.Count(input.Image, mask);
            input.ApplyTable(PixelTable.PerChannel([.. Enumerable.Range(0, input.Channels).Select(c => Equalization.Table(counts.AsSpan(c * 256, 256), Mode, ByMask))]));
            return;
        }

        var table = Equalization.Table(HistogramKernels.CountLuma(input.Image, mask), Mode, ByMask);
        input.Rewrite((source, result) => HistogramKernels.LookupLuma(source, result, table));
    }

    private Image MaskOf(TransformInput input) => input.Masks is [{ PixelType: PixelType.UInt8, Channels: 1 } mask, ..]
        ? mask
        : throw ImageRequirement.Refusal(input, Name, "a mask of one 8-bit channel");
}
