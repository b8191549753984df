namespace Foldline.Pipelines.Recipes;

/// <summary>How the recipe's curves are drawn onto images.</summary>
/// <param name="Width">Width of the lines as a share of the image's longer side, above 0 and at most 1; a line has one pixel at least.</param>
public sealed record CurveSpec(double Width = CurveSpec.UsualWidth)
{
    /// <summary>Width where nobody says.</summary>
    public const double UsualWidth = 0.01;
}
