namespace Foldline.Imaging;

/// <summary>A transform made of functions; what has no function stays as it is. For programs, not for recipes.</summary>
/// <param name="name">Name for records of what was applied.</param>
public sealed class Lambda(string name) : Transform
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>What becomes of the image; the function gives a new image and leaves the old one as it was.</summary>
    public Func<Image, Image>? Image { get; init; }

    /// <summary>What becomes of each mask.</summary>
    public Func<Image, Image>? Mask { get; init; }

    /// <summary>What becomes of each box.</summary>
    public Func<BoundingBox, BoundingBox>? Box { get; init; }

    /// <summary>What becomes of each keypoint.</summary>
    public Func<Keypoint, Keypoint>? Keypoint { get; init; }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        if (Image is not null)
            input.ReplaceImage(Image(input.Image));
        for (var i = 0; i < input.Masks.Length && Mask is not null; i++)
            input.ReplaceMask(i, Mask(input.Masks[i]));
        if (Box is not null)
            input.ReplaceBoxes([.. input.Boxes.Select(box => Box(box) with { Position = box.Position })]);
        if (Keypoint is not null)
            input.ReplaceKeypoints([.. input.Keypoints.Select(point => Keypoint(point) with { Position = point.Position })]);
    }
}
