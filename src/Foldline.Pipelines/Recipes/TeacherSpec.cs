namespace Foldline.Pipelines.Recipes;

/// <summary>A trained network whose features another one learns to have.</summary>
/// <param name="From">An earlier stage of the recipe, or the folder of a run; fold by fold.</param>
/// <param name="Weight">Factor of the mean squared distance in the loss, above 0.</param>
/// <param name="Pooled">Whether the pooled features [features] are compared and not the last feature map [features, h, w].</param>
public sealed record TeacherSpec(string From, double Weight = TeacherSpec.UsualWeight, bool Pooled = false)
{
    /// <summary>Weight where nobody says.</summary>
    public const double UsualWeight = 0.5;
}
