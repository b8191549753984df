namespace Foldline.Imaging;

/// <summary>A transform that moves pixels: image, masks, boxes and keypoints follow the same <see cref="Motion"/>.</summary>
public abstract class GeometricTransform : Transform
{
    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <summary>Whether boxes can follow.</summary>
    public virtual bool MovesBoxes => true;

    /// <summary>Whether keypoints can follow.</summary>
    public virtual bool MovesKeypoints => true;

    /// <summary>What the transform does with drawn parameters to images of a size.</summary>
    /// <param name="parameters">Parameters of the type that <see cref="Transform.Draw"/> gives.</param>
    /// <param name="size">Size of the image.</param>
    public abstract Motion MotionFor(TransformParameters parameters, ImageSize size);

    /// <inheritdoc/>
    public sealed override ImageSize SizeAfter(TransformParameters parameters, ImageSize size) => MotionFor(parameters, size).Size;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3017: there are boxes or keypoints and the transform cannot move them.</exception>
    public sealed override void Apply(TransformInput input, TransformParameters parameters)
    {
        if (!MovesBoxes && input.Boxes.Count > 0)
            throw Unmovable("boxes");
        if (!MovesKeypoints && input.Keypoints.Count > 0)
            throw Unmovable("keypoints");
        input.Move(MotionFor(parameters, input.Size));
    }

    private FoldlineException Unmovable(string target) => FoldlineException.User(
        "FL3017",
        $"The transform '{Name}' cannot move {target}. Leave it out, or give it samples without {target}.",
        null,
        ("transform", Name),
        ("target", target));
}
