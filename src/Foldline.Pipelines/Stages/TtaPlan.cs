using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Training.Prediction.Tta;

namespace Foldline.Pipelines.Stages;

/// <summary>What the recipe says of test-time augmentation: a set of views, or passes with random transforms.</summary>
/// <param name="Set">The views; null for passes.</param>
/// <param name="Passes">Number of passes with the transforms of training.</param>
internal sealed record TtaPlan(TtaSet? Set, int Passes)
{
    private const int MostPasses = 1000;

    /// <summary>Names of the training transforms that passes leave out.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Builds the plan.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>Null when the recipe has none.</returns>
    /// <exception cref="FoldlineException">FL1010 to FL1013: unknown name or wrong argument. FL4606: random passes over masks.</exception>
    public static TtaPlan? Of(Recipe recipe)
    {
        var plan = recipe.Predict.Tta?.Part.Build(Table(recipe));
        if (plan is { Set: null } && recipe.Target.Kind == TargetKind.Masks)
            throw FoldlineException.User("FL4606", "Masks of images that were moved at random cannot be moved back, so 'augment' is no test-time augmentation for masks. Take a set of views, such as predict.tta=hflip.", null, ("key", "predict.tta"));
        return plan;
    }

    /// <summary>The views of images of one size; without a set every image once as it is.</summary>
    public static ViewSet ViewsOf(Recipe recipe, ImageSize size) =>
        Of(recipe) is { Set: { } set } ? ViewSet.Of(set, size, recipe.Predict.Tta!.Merge) : ViewSet.Single(size);

    private static PartTable<TtaPlan> Table(Recipe recipe) => new("test-time augmentation",
    [
        KeyValuePair.Create("augment", (PartArguments arguments) => new TtaPlan(null, PassesOf(arguments)) { Without = WithoutOf(arguments, recipe) }),
        .. TtaSet.Table.Names.Select(name => KeyValuePair.Create(name, (PartArguments arguments) => new TtaPlan(TtaSet.Table.Create(name, arguments), 1))),
    ]);

    private static int PassesOf(PartArguments arguments)
    {
        var passes = arguments.GetInt32("passes", 8);
        return passes is >= 1 and <= MostPasses ? passes : throw arguments.Invalid("passes", $"an integer from 1 to {MostPasses}");
    }

    private static ImmutableArray<string> WithoutOf(PartArguments arguments, Recipe recipe)
    {
        var without = arguments.GetStrings("without", []);
        string[] known = [.. recipe.Augment.Select(part => part.Name).Distinct()];
        return without.All(known.Contains) ? without : throw arguments.Invalid("without", $"a list of transforms of 'augment' ({string.Join(", ", known)})");
    }
}
