namespace Foldline.Imaging;

/// <summary>
/// Replaces the three colours by <c>0.299 R + 0.587 G + 0.114 B</c>, three times; a grey image stays as it is. Recipe: <c>to_gray: {p: 0.5}</c>.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class ToGray : Transform
{
    /// <inheritdoc/>
    public override string Name => "to_gray";

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has neither one nor three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireGrayOrRgb(Name);
        if (input.Channels == 3)
            input.Rewrite(ColorKernels.Gray);
    }
}
