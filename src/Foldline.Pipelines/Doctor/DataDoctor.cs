using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Doctor;

/// <summary>Looks for the mistakes that cost days, before anything is trained.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="options">How thoroughly.</param>
public sealed class DataDoctor(Recipe recipe, DoctorOptions options)
{
    private const double ShareOfImages = 0.9;

    /// <summary>Does all checks that the options ask for and the recipe does not skip.</summary>
    /// <param name="progress">Receives the share that is done, 0 … 1.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">
    /// FL1010 to FL1013, FL2201: a part of the recipe is wrong. FL6020, FL6021, FL6023, FL6024, FL41xx: tables or queries cannot be read.
    /// FL6602: a check that is to be skipped does not exist. FL1001: a file cannot be written.
    /// </exception>
    public Diagnosis Run(IProgress<double> progress, CancellationToken cancellation = default)
    {
        CheckSkipped(recipe);
        ContextFactory.CheckParts(recipe, new RunOptions { DataFolder = options.DataFolder });
        var opened = Examination.Open(recipe, options.DataFolder, cancellation);
        using var data = opened.Data;
        opened = opened with { Data = data.Prepare(recipe, PreparedImages.FolderFor(options.RunsFolder, recipe, options.DataFolder), _ => { }, cancellation) };
        var findings = new List<Finding>(Look(opened, CheckCost.Cheap));
        var examination = opened with { Images = ImageSurvey.Take(opened, new Part(progress, options.Trains ? ShareOfImages / 2 : ShareOfImages)) };
        findings.AddRange(Look(examination, CheckCost.Images));
        Write(examination);
        if (options.Trains)
            findings.AddRange(Look(examination, CheckCost.Training));
        progress.Report(1);
        return new Diagnosis(findings);
    }

    /// <summary>The cheap checks, as a run does them.</summary>
    /// <param name="examination">What was loaded for the run.</param>
    internal static Diagnosis LookBriefly(Examination examination)
    {
        CheckSkipped(examination.Recipe);
        return new Diagnosis(Look(examination, CheckCost.Cheap));
    }

    private static IEnumerable<Finding> Look(Examination examination, CheckCost cost)
    {
        foreach (var check in CheckTable.Standard.Where(check => check.Cost == cost && !examination.Recipe.Doctor.Skip.Contains(check.Name)))
        {
            examination.Cancellation.ThrowIfCancellationRequested();
            foreach (var finding in check.Look(examination))
                yield return finding;
        }
    }

    private void Write(Examination examination)
    {
        if (options.PairsPath is { } pairs)
            SamePictures.Of(examination).SavePairs(pairs);
        if (options.GroupsPath is { } groups)
            SamePictures.Of(examination).SaveGroups(groups);
    }

    private static void CheckSkipped(Recipe recipe)
    {
        if (recipe.Doctor.Skip.FirstOrDefault(name => !CheckTable.Names.Contains(name)) is not { } unknown)
            return;
        throw FoldlineException.User(
            "FL6602",
            $"There is no check '{unknown}' to skip (doctor.skip).{NearestName.Hint(unknown, CheckTable.Names)} Checks are {string.Join(", ", CheckTable.Names)}.",
            null,
            ("key", "doctor.skip"),
            ("found", unknown));
    }

    private sealed class Part(IProgress<double> progress, double share) : IProgress<double>
    {
        public void Report(double value) => progress.Report(value * share);
    }
}
