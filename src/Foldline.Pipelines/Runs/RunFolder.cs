using System.Globalization;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Runs;

/// <summary>
/// One run's folder: everything the run produces lies in it and can be read without Foldline. While it is open no other process can
/// write it. Not thread-safe.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const int MaxAttempts = 100;

    // Characters of the time at the start of a folder's name: 20210131-142536.
    private const int StampLength = 15;

    // Blends have run folders too, but nothing that could be resumed.
    private const string BlendPrefix = "blend-";
    private readonly RunLock hold;
    private readonly TimeProvider time;

    private RunFolder(string path, TimeProvider time)
    {
        Path = path;
        this.time = time;
        hold = new RunLock(path);
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The run's id: the folder's name.</summary>
    public string Id => System.IO.Path.GetFileName(Path);

    /// <summary>The effective recipe.</summary>
    public string RecipePath => At("recipe.yaml");

    /// <summary>Versions, machine and threads.</summary>
    public string EnvironmentPath => At("environment.json");

    /// <summary>Fold of each sample.</summary>
    public string FoldsPath => At("folds.parquet");

    /// <summary>Size and scaling of what the network gets.</summary>
    public string InputPath => At("input.json");

    /// <summary>Out-of-fold predictions of all folds.</summary>
    public string OutOfFoldPath => At("oof.parquet");

    /// <summary>What the recipe's <c>oof</c> query makes of the out-of-fold predictions.</summary>
    public string OutOfFoldCsvPath => At("oof.csv");

    /// <summary>Test predictions, the mean over the folds.</summary>
    public string TestPath => At("test.parquet");

    /// <summary>The same as <see cref="OutOfFoldPath"/>, as CSV with the columns id, class0, class1 …</summary>
    public string ValidCsvPath => At("valid_pred.csv");

    /// <summary>The same as <see cref="TestPath"/>, as CSV with the columns id, class0, class1 …</summary>
    public string TestCsvPath => At("test_pred.csv");

    /// <summary>Metrics by fold and over all.</summary>
    public string MetricsPath => At("metrics.json");

    /// <summary>Thresholds and least sizes of masks that a search chose.</summary>
    public string MaskChoicesPath => At("mask-choices.json");

    /// <summary>What the doctor found.</summary>
    public string DoctorPath => At("doctor.json");

    /// <summary>The submission.</summary>
    public string SubmissionPath => At("submission.csv");

    /// <summary>The report.</summary>
    public string ReportPath => At("report.html");

    /// <summary>What became of the run.</summary>
    public string StatusPath => At("status.json");

    /// <summary>Out-of-fold predictions of a blend with the weights that were fitted on them.</summary>
    public string FittedPath => At("oof_fitted.parquet");

    /// <summary>Members, weights and scores of a blend; only blends have it.</summary>
    public string BlendPath => At("blend.json");

    /// <summary>Makes the folder of a new run and writes the recipe into it.</summary>
    /// <param name="root">Folder that holds run folders, such as <c>runs</c>.</param>
    /// <param name="recipe">The effective recipe.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FoldlineException">FL1001: the folder cannot be written.</exception>
    public static RunFolder Create(string root, Recipe recipe, TimeProvider time) => Create(root, recipe, time, "");

    /// <summary>Makes the folder of a blend, whose name says that it is one, beside the runs of a recipe.</summary>
    /// <inheritdoc cref="Create(string, Recipe, TimeProvider)"/>
    public static RunFolder CreateForBlend(string root, Recipe recipe, TimeProvider time) => Create(root, recipe, time, BlendPrefix);

    /// <summary>Whether a folder is that of a blend, by its name.</summary>
    /// <param name="path">A run's folder.</param>
    public static bool IsBlend(string path) =>
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path)).StartsWith(BlendPrefix, StringComparison.Ordinal);

    /// <summary>Refuses the folder of a blend where weights are needed.</summary>
    /// <param name="path">A run's folder.</param>
    /// <exception cref="FoldlineException">FL6512: it is the folder of a blend.</exception>
    public static void RefuseBlend(string path)
    {
        if (IsBlend(path))
            throw FoldlineException.User("FL6512", $"'{path}' is a blend, which has no weights of its own. Name one of its runs; 'blend.json' lists them. './foldline blend' makes a blend anew.", null, ("folder", path));
    }

    /// <summary>When a run was started, by the name of its folder.</summary>
    /// <param name="path">A run's folder.</param>
    /// <returns>The time to the second; null when the name has none.</returns>
    public static DateTimeOffset? StartOf(string path)
    {
        var name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));
        var stamp = name.StartsWith(BlendPrefix, StringComparison.Ordinal) ? name[BlendPrefix.Length..] : name;
        return DateTimeOffset.TryParseExact(
            stamp[..Math.Min(stamp.Length, StampLength)], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static RunFolder Create(string root, Recipe recipe, TimeProvider time, string prefix)
    {
        var yaml = RecipeWriter.ToYaml(recipe);
        var parent = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, recipe.Name));
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var path = System.IO.Path.Combine(parent, prefix + RunId.Create(time.GetUtcNow(), yaml, attempt));
            if (Directory.Exists(path))
                continue;
            MakeFolder(path);
            var run = new RunFolder(path, time);
            AtomicFile.WriteText(run.RecipePath, yaml);
            run.SetStatus(RunState.Running, "start");
            return run;
        }

        throw FoldlineException.Internal("FL6043", $"No free name for a run was found in '{parent}'. Try again in a second.");
    }

    /// <summary>Opens the folder of an earlier run.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FoldlineException">FL6041: another process has it. FL6042: it is no run folder.</exception>
    public static RunFolder Open(string path, TimeProvider time)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (File.Exists(System.IO.Path.Combine(full, "recipe.yaml")))
            return new RunFolder(full, time);
        throw FoldlineException.User(
            "FL6042",
            $"'{path}' is no run folder: there is no 'recipe.yaml' in it. Give the folder of one run, such as runs/vinbigdata/20210131-142536-9f3a.",
            null,
            ("folder", path));
    }

    /// <summary>The newest run folder of a recipe, or null when there is none; blends do not count.</summary>
    /// <param name="root">Folder that holds run folders.</param>
    /// <param name="name">Name of the recipe.</param>
    public static string? FindLatest(string root, string name)
    {
        var parent = System.IO.Path.Combine(root, name);
        return !Directory.Exists(parent) ? null : Directory.EnumerateDirectories(parent)
            .Where(path => File.Exists(System.IO.Path.Combine(path, "recipe.yaml")) && !IsBlend(path))
            .OrderBy(path => string.Concat(System.IO.Path.GetFileName(path).Take(StampLength)), StringComparer.Ordinal)
            // Names tell the second; of two runs in one second the later wrote its recipe later.
            .ThenBy(path => File.GetLastWriteTimeUtc(System.IO.Path.Combine(path, "recipe.yaml")))
            .LastOrDefault();
    }

    /// <summary>The effective recipe of the run.</summary>
    /// <param name="overrides">Changes from the command line.</param>
    public Recipe LoadRecipe(params IEnumerable<RecipeOverride> overrides) => RecipeFile.Load(RecipePath, overrides);

    /// <summary>The paths of a fold.</summary>
    /// <param name="fold">Fold number from 0.</param>
    public FoldFolder Fold(int fold) => new(At(string.Create(CultureInfo.InvariantCulture, $"fold{fold}")), fold);

    /// <summary>Writes what the run is doing.</summary>
    /// <param name="state">State.</param>
    /// <param name="stage">Stage.</param>
    /// <param name="error">Message of the error; null without one.</param>
    public void SetStatus(RunState state, string stage, string? error = null) =>
        new RunStatus(state, stage, time.GetUtcNow(), error).Save(StatusPath);

    /// <summary>Lets other processes use the folder.</summary>
    public void Dispose() => hold.Dispose();

    private string At(string name) => System.IO.Path.Combine(Path, name);

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL1001", $"Cannot make the folder '{path}': {e.Message} Choose another with --out.", e, ("file", path));
        }
    }
}
