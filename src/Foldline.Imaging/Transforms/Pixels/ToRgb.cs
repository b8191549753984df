namespace Foldline.Imaging;

/// <summary>Repeats a grey channel three times; a colour image stays as it is. Recipe: <c>to_rgb: {}</c>. Definition: albumentations 1.3.1.</summary>
public sealed class ToRgb : Transform
{
    /// <inheritdoc/>
    public override string Name => "to_rgb";

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has neither one nor three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireGrayOrRgb(Name);
        if (input.Channels == 1)
            input.ReplaceImage(input.Image.RepeatChannel(3));
    }
}
