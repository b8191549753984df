using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>The stages of a recipe as they were written, and the recipes of those before the last. The last one is the recipe that holds the list.</summary>
/// <param name="Base">The recipe without its stages.</param>
/// <param name="Changes">Name of each stage and the keys that it changes, in order.</param>
/// <param name="Earlier">All stages but the last, in order.</param>
public sealed record StageList(Recipe Base, MapNode Changes, ValueList<StageRecipe> Earlier)
{
    /// <summary>Name of the last stage.</summary>
    public string Last => Changes.Entries[^1].Key;
}
