namespace Foldline.Imaging;

/// <summary>Changes the size; masks by nearest neighbour. Recipe: <c>resize: {height: 256, width: 256, interpolation: linear}</c>.</summary>
/// <param name="size">New height and width.</param>
/// <param name="interpolation">For the image.</param>
public sealed class Resize(ImageSize size, Interpolation interpolation = Interpolation.Linear) : Transform
{
    /// <inheritdoc/>
    public override string Name => "resize";

    /// <summary>New height and width.</summary>
    public ImageSize Size { get; } = size;

    /// <summary>Interpolation of the image.</summary>
    public Interpolation Interpolation { get; } = interpolation;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        if (input.Size != Size)
            input.ReplaceImage(input.Image.Resize(Size, Interpolation));
        for (var i = 0; i < input.Masks.Length; i++)
        {
            if (input.Masks[i].Size != Size)
                input.ReplaceMask(i, input.Masks[i].Resize(Size, Interpolation.Nearest));
        }
    }
}
