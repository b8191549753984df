using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Several motions whose maps are joined, so that image and masks are warped once. Boxes and keypoints go through every motion in turn.
/// </summary>
/// <param name="parts">The motions in order.</param>
/// <param name="step">All of them as one.</param>
internal sealed class FusedMotion(ImmutableArray<Motion> parts, AffineStep step) : Motion
{
    private WarpOptions Warp => (step.Border ?? new WarpOptions { Border = BorderMode.Replicate }) with { Interpolation = step.Interpolation ?? Interpolation.Nearest };

    /// <inheritdoc/>
    public override ImageSize Size => parts[^1].Size;

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.WarpAffine(step.Map, Warp, Size);

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => mask.WarpAffine(step.Map, Warp with { Interpolation = step.MaskInterpolation, Fill = step.MaskFill }, Size);

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => parts.Aggregate(box, (moved, part) => part.MoveBox(moved));

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point) => parts.Aggregate(point, (moved, part) => part.MoveKeypoint(moved));
}
