namespace Foldline.Pipelines.Recipes;

/// <summary>What a <see cref="RecipeOverride"/> does.</summary>
public enum RecipeOverrideKind
{
    /// <summary><c>a.b=c</c>: sets a key that the recipe has or could have.</summary>
    Set,

    /// <summary><c>+a.b=c</c>: adds a key or list element that is not there.</summary>
    Add,

    /// <summary><c>~a.b</c>: removes a key or list element.</summary>
    Remove,
}
