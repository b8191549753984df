using System.Collections.Immutable;
using Foldline.Data.Folds;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Doctor;

/// <summary>What checks look at.</summary>
public sealed record Examination
{
    /// <summary>Number that stands for the test samples beside fold numbers.</summary>
    public const int TestSide = -2;

    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Its tables and samples.</summary>
    public required RecipeData Data { get; init; }

    /// <summary>Whether the labels could be read; without them the samples have no targets.</summary>
    public bool HasTargets { get; init; } = true;

    /// <summary>The folds; null when they cannot be made.</summary>
    public FoldSplit? Folds { get; init; }

    /// <summary>Why they cannot be made; null when they can, or when the labels are to blame.</summary>
    public string? FoldError { get; init; }

    /// <summary>All images; null before they were looked at.</summary>
    public ImageSurvey? Images { get; init; }

    /// <summary>Receives what the user should know beside the findings.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Stops checks that take long.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The labelled samples, then the test samples.</summary>
    public int Count => Data.Train.Count + (Data.Test?.Count ?? 0);

    /// <summary>Full path of a labelled sample's file.</summary>
    internal string PathOf(SampleSet samples, int row) => Path.GetFullPath(samples.Images[row], Data.Folder);

    /// <summary>Id of a sample, labelled or not.</summary>
    /// <param name="number">0 to <see cref="Count"/> - 1.</param>
    internal string IdOf(int number) => number < Data.Train.Count ? Data.Train.Ids[number] : Data.Test!.Ids[number - Data.Train.Count];

    /// <summary>The fold of a labelled sample, -1 when it only trains, or <see cref="TestSide"/>.</summary>
    /// <param name="number">0 to <see cref="Count"/> - 1.</param>
    internal int SideOf(int number) => number >= Data.Train.Count ? TestSide : Folds is null ? -1 : Folds.FoldOf[number];

    /// <summary>A side in words.</summary>
    internal static string NameOf(int side) => side switch
    {
        TestSide => "test",
        -1 => "train",
        _ => $"fold {side}",
    };

    /// <summary>Opens a recipe's data, and goes on where a run would stop at wrong labels or folds.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <returns>An examination whose data the caller disposes.</returns>
    /// <exception cref="FoldlineException">FL6020, FL6021, FL6023, FL6024, FL41xx: tables or queries cannot be read.</exception>
    public static Examination Open(Recipe recipe, string folder, CancellationToken cancellation)
    {
        RecipeData data;
        var hasTargets = true;
        try
        {
            data = RecipeData.Load(recipe, folder, cancellation);
        }
        catch (FoldlineException e) when (e.Code == "FL6022")
        {
            data = RecipeData.LoadWithoutTargets(recipe, folder, cancellation);
            hasTargets = false;
        }

        var (folds, error) = TrySplit(recipe, data.Train);
        return new Examination { Recipe = recipe, Data = data, HasTargets = hasTargets, Folds = folds, FoldError = hasTargets ? error : null, Cancellation = cancellation };
    }

    private static (FoldSplit? Folds, string? Error) TrySplit(Recipe recipe, SampleSet samples)
    {
        try
        {
            return (recipe.Folds.Build(FoldTable.Standard)(samples), null);
        }
        catch (FoldlineException e) when (e.IsUserError)
        {
            return (null, e.Message);
        }
    }

    /// <summary>Rows spread evenly over a number of samples.</summary>
    internal static ImmutableArray<int> Spread(int count, int most) =>
        count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))];
}
