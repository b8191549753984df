using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Prepares a recipe's data as its section <c>prepare</c> says: pictures, arrays or TFRecord files, copies of the recipe's tables,
/// <c>prepare.csv</c> with what is complete and <c>prepare-errors.csv</c> with what was refused. The same files give the same bytes,
/// however many threads work and however often it was interrupted.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="options">Where and how.</param>
/// <param name="time">Clock, for the speed.</param>
public sealed class Preparer(Recipe recipe, PreparationOptions options, TimeProvider time)
{
    /// <summary>Prepares everything that is not complete.</summary>
    /// <param name="report">Receives how far the work is, from one thread at a time.</param>
    /// <param name="cancellation">Ends the work after the files at hand.</param>
    /// <exception cref="FoldlineException">
    /// FL6063: the recipe has no section <c>prepare</c>. FL1010 to FL1013: it is wrong. FL6024, FL6060 to FL6062, FL6066: the folders are.
    /// FL1001: the output cannot be written. When strict, what is wrong with the first file that is refused.
    /// </exception>
    /// <exception cref="OperationCanceledException">Interrupted; what is complete is kept.</exception>
    public PreparationSummary Run(Action<PreparationProgress>? report = null, CancellationToken cancellation = default)
    {
        var part = PartOf(recipe);
        if (!Directory.Exists(options.DataFolder))
            throw FoldlineException.User("FL6024", $"There is no data folder '{options.DataFolder}'. Name it with --data.", null, ("folder", options.DataFolder));
        return part.Run(new PreparationRun(recipe, options, time, report, cancellation));
    }

    private static PreparationPart PartOf(Recipe recipe) => recipe.Prepare?.Build(PreparationTable.Standard) ?? throw FoldlineException.User(
        "FL6063",
        $"The recipe '{recipe.Name}' does not say what is to be prepared. Add a section such as 'prepare: {{dicom: {{folders: [train, test], format: png, size: 256}}}}'.",
        null,
        ("key", "prepare"));
}
