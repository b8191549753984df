using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>A transform that fills rectangles of the image and perhaps of the masks. Boxes stay as they are.</summary>
public abstract class HoleTransform : Transform
{
    /// <summary>What holes of the image are filled with, in the units of the samples: one value or one a channel.</summary>
    public ImmutableArray<double> Fill { get; init; } = [0];

    /// <summary>What holes of the masks are filled with; empty leaves the masks alone.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Fill.Length <= 1 || Fill.All(value => value == Fill[0]);

    /// <summary>Whether keypoints in a hole are dropped.</summary>
    protected virtual bool DropsKeypoints => false;

    /// <inheritdoc/>
    public sealed override void Apply(TransformInput input, TransformParameters parameters)
    {
        var holes = Expect<HoleParameters>(parameters).Holes;
        if (holes.IsEmpty)
            return;
        PixelBoxes.Fill(input.EditImage(), holes.AsSpan(), Fill.AsSpan());
        for (var i = 0; !MaskFill.IsEmpty && i < input.Masks.Length; i++)
            PixelBoxes.Fill(input.EditMask(i), holes.AsSpan(), MaskFill.AsSpan());
        if (DropsKeypoints && input.Keypoints.Count > 0)
            input.ReplaceKeypoints(input.Keypoints.Where(point => !holes.Any(hole => hole.Contains(point.X, point.Y))));
    }
}
