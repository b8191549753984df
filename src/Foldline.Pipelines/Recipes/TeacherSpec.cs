namespace Foldline.Pipelines.Recipes;

/// <summary>A trained network whose features another one learns to have.</summary>
/// <param name="From">An earlier stage of the recipe, or the folder of a run; fold by fold.</param>
/// <param name="Weight">Factor of the mean squared distance in the loss, above 0.</param>
public sealed record TeacherSpec(string From, double Weight = TeacherSpec.UsualWeight)
{
    /// <summary>Weight where nobody says.</summary>
    public const double UsualWeight = 0.5;
}
