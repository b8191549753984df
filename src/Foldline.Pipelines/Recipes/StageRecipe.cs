namespace Foldline.Pipelines.Recipes;

/// <summary>A stage of a recipe: a training of its own.</summary>
/// <param name="Name">Name, and name of its folder.</param>
/// <param name="Recipe">The recipe of the stage alone.</param>
public sealed record StageRecipe(string Name, Recipe Recipe);
