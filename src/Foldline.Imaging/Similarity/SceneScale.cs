namespace Foldline.Imaging.Similarity;

/// <summary>
/// How much smaller pictures are made before their scenes are compared: all of a set by the same factor, so that two pictures that show
/// the same thing with other edges still show it in the same size.
/// </summary>
public static class SceneScale
{
    private const double Share = 0.98;

    /// <summary>The factor of a set: its largest pictures, but for two in a hundred, just fill the plane of comparison.</summary>
    /// <param name="sizes">Sizes of the pictures, at least one.</param>
    /// <returns>A factor above 0 and of at most 1.</returns>
    public static double Of(IEnumerable<ImageSize> sizes)
    {
        int[] sides = [.. sizes.Select(size => Math.Max(size.Height, size.Width)).Order()];
        return Math.Min(1, SceneFeature.PlaneSide / (double)sides[(int)(Share * (sides.Length - 1))]);
    }

    /// <summary>Size of a picture on the plane.</summary>
    /// <param name="size">Size of the picture.</param>
    /// <param name="scale">The set's factor; larger pictures are made to fit.</param>
    internal static ImageSize SizeOnPlane(ImageSize size, double scale)
    {
        var factor = Math.Min(scale, SceneFeature.PlaneSide / (double)Math.Max(size.Height, size.Width));
        return new ImageSize(Math.Max(1, (int)Math.Round(size.Height * factor)), Math.Max(1, (int)Math.Round(size.Width * factor)));
    }
}
