namespace Foldline.Imaging;

/// <summary><c>max - x</c>, with 255, 65535 or 1 by the pixel type. Recipe: <c>invert_img: {p: 0.5}</c>. Definition: albumentations 1.3.1.</summary>
public sealed class InvertImg : Transform
{
    private static readonly PixelTable Table = PixelTable.From(value => 255 - value);

    /// <inheritdoc/>
    public override string Name => "invert_img";

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        if (input.PixelType == PixelType.UInt8)
            input.ApplyTable(Table);
        else
            input.Rewrite((source, result) => ArithmeticKernels.Map(source, result, -1, source.PixelType.MaxValue(), clip: false));
    }
}
