namespace Foldline.Imaging;

/// <summary>Two motions, one after the other.</summary>
/// <param name="first">Is done first.</param>
/// <param name="second">Is done on what the first leaves.</param>
public sealed class MotionChain(Motion first, Motion second) : Motion
{
    /// <summary>What is done first.</summary>
    public Motion First => first;

    /// <inheritdoc/>
    public override ImageSize Size => second.Size;

    /// <inheritdoc/>
    public override bool IsIdentity => first.IsIdentity && second.IsIdentity;

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => Both(image, (motion, moved) => motion.MoveImage(moved));

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => Both(mask, (motion, moved) => motion.MoveMask(moved));

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => second.MoveBox(first.MoveBox(box));

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point) => second.MoveKeypoint(first.MoveKeypoint(point));

    private Image Both(Image image, Func<Motion, Image, Image> move)
    {
        if (first.IsIdentity)
            return move(second, image);
        var between = move(first, image);
        if (second.IsIdentity)
            return between;
        using (between)
            return move(second, between);
    }
}
