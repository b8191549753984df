namespace Foldline.Imaging;

/// <summary>
/// Contrast-limited adaptive histogram equalisation: of grey, or of the lightness (8-bit Lab) of colour. 8-bit images. Recipe:
/// <c>clahe: {clip_limit: 4, across: 8, down: 8, p: 0.5}</c>; one clip limit means 1 to it. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Clahe : Transform
{
    /// <inheritdoc/>
    public override string Name => "clahe";

    /// <summary>Range of the clip limit, at least 1.</summary>
    public ValueRange ClipLimit { get; init; } = new(1, 4);

    /// <summary>Tiles side by side.</summary>
    public int Across { get; init; } = 8;

    /// <summary>Tiles one below the other.</summary>
    public int Down { get; init; } = 8;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new ClaheParameters(ClipLimit.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is not 8-bit or has neither one nor three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var limit = Expect<ClaheParameters>(parameters).ClipLimit;
        input.RequireUInt8(Name);
        input.RequireGrayOrRgb(Name);
        input.Rewrite((source, result) => HistogramKernels.Clahe(source, result, limit, Across, Down));
    }
}
