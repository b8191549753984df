namespace Foldline.Imaging;

/// <summary>Mirrors image and masks left and right. Recipe: <c>horizontal_flip: {p: 0.5}</c>.</summary>
public sealed class HorizontalFlip : Transform
{
    /// <inheritdoc/>
    public override string Name => "horizontal_flip";

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.ReplaceImage(input.Image.FlipHorizontally());
        for (var i = 0; i < input.Masks.Length; i++)
            input.ReplaceMask(i, input.Masks[i].FlipHorizontally());
    }
}
