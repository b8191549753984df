using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>A motion as an affine map, for joining it with its neighbours.</summary>
/// <param name="Map">Map from input to output pixels.</param>
internal sealed record AffineStep(AffineMap Map)
{
    /// <summary>Interpolation of the image; null when pixels fall on pixels.</summary>
    public Interpolation? Interpolation { get; init; }

    /// <summary>Border and fill of the image; null when nothing from beyond it is seen.</summary>
    public WarpOptions? Border { get; init; }

    /// <summary>Interpolation of the masks.</summary>
    public Interpolation MaskInterpolation { get; init; } = Imaging.Interpolation.Nearest;

    /// <summary>Fill of the masks.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <summary>Whether part of the image is cut away; what follows must not see it again.</summary>
    public bool Cuts { get; init; }

    /// <summary>The two steps as one, or null when they interpolate or continue the image in different ways.</summary>
    public AffineStep? Then(AffineStep next)
    {
        if (Cuts || (Interpolation ?? next.Interpolation) != (next.Interpolation ?? Interpolation) || !SameBorder(next))
            return null;
        var borders = Border is null ? next : this;
        return borders with
        {
            Map = Map.Then(next.Map),
            Interpolation = Interpolation ?? next.Interpolation,
            Cuts = next.Cuts,
        };
    }

    private bool SameBorder(AffineStep next) => Border is null || next.Border is null
        || (Border.Border == next.Border.Border
            && Border.Fill.SequenceEqual(next.Border.Fill)
            && MaskFill.SequenceEqual(next.MaskFill)
            && MaskInterpolation == next.MaskInterpolation);
}
