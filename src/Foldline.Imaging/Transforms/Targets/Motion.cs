namespace Foldline.Imaging;

/// <summary>
/// One way of moving the pixels of images of one size: what a <see cref="GeometricTransform"/> with drawn parameters does to an image, its
/// masks, boxes and keypoints. Immutable.
/// </summary>
public abstract class Motion
{
    /// <summary>Size after the motion.</summary>
    public abstract ImageSize Size { get; }

    /// <summary>Whether everything stays as it is.</summary>
    public virtual bool IsIdentity => false;

    /// <summary>The motion as an affine map, or null when it is none or must not be joined with others.</summary>
    internal virtual AffineStep? Step => null;

    /// <summary>Moves an image of the size that the motion was made for.</summary>
    /// <param name="image">The image; it stays as it is.</param>
    public abstract Image MoveImage(Image image);

    /// <summary>Moves a mask, whose values must not be mixed.</summary>
    /// <param name="mask">The mask; it stays as it is.</param>
    public virtual Image MoveMask(Image mask) => MoveImage(mask);

    /// <summary>Moves a box; it may reach beyond the image afterwards.</summary>
    /// <param name="box">A box in fractions of the size before.</param>
    /// <returns>The box in fractions of <see cref="Size"/>.</returns>
    /// <exception cref="NotSupportedException">Boxes cannot be moved so.</exception>
    public virtual BoundingBox MoveBox(BoundingBox box) => throw new NotSupportedException("This motion does not move boxes.");

    /// <summary>Moves a point; it may lie outside afterwards.</summary>
    /// <param name="point">A point in pixels of the size before.</param>
    /// <exception cref="NotSupportedException">Points cannot be moved so.</exception>
    public virtual Keypoint MoveKeypoint(Keypoint point) => throw new NotSupportedException("This motion does not move keypoints.");
}
