using Foldline.Cli.Progress;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;

namespace Foldline.Cli;

/// <summary>What the commands that work on a run have in common: recipe and overrides, the display, the result.</summary>
/// <param name="context">The command's arguments and terminal.</param>
internal sealed class RunSession(CommandContext context)
{
    /// <summary>Reads a recipe.</summary>
    /// <param name="context">Says so when the data folder has settings.</param>
    /// <param name="recipe">Path or name of the recipe.</param>
    /// <param name="overrides">Words such as <c>train.epochs=3</c>.</param>
    /// <param name="dataFolder">The data folder, whose settings are laid over the recipe; null where there is none.</param>
    /// <exception cref="FoldlineException">FL6001 to FL6010: the recipe, the settings or an override is wrong.</exception>
    public static Recipe LoadRecipe(CommandContext context, string recipe, IEnumerable<string> overrides, string? dataFolder = null)
    {
        var path = RecipeLocation.Find(recipe);
        var changes = overrides.Select(RecipeOverride.Parse);
        if (dataFolder is null)
            return RecipeFile.Load(path, changes);
        var settings = Path.Combine(dataFolder, RecipeFile.SettingsName);
        if (File.Exists(settings) && !context.IsQuiet)
            context.Terminal.WriteErrorLine($"'{settings}' changes the recipe for this data.");
        return RecipeFile.LoadFor(path, dataFolder, changes);
    }

    /// <summary>Reads the effective recipe of an earlier run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="overrides">Words such as <c>predict.weights=raw</c>.</param>
    /// <exception cref="FoldlineException">FL6042: it is no run folder. FL6004 to FL6010: an override is wrong.</exception>
    public static Recipe LoadRunRecipe(string folder, IEnumerable<string> overrides)
    {
        using var run = RunFolder.Open(folder, TimeProvider.System);
        return run.LoadRecipe(overrides.Select(RecipeOverride.Parse));
    }

    /// <summary>The newest run of a recipe.</summary>
    /// <param name="outFolder">Folder that holds run folders.</param>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="FoldlineException">FL8004: there is none.</exception>
    public static string FindLatestRun(string outFolder, Recipe recipe) => RunFolder.FindLatest(outFolder, recipe.Name) ?? throw FoldlineException.User(
        "FL8004",
        $"There is no run of '{recipe.Name}' in '{outFolder}' to go on with. Start one without --resume, or name the folder with --out.",
        null,
        ("folder", outFolder),
        ("recipe", recipe.Name));

    /// <summary>Runs stages, shows what happens and what came of it.</summary>
    /// <param name="work">Calls one of the runner's methods.</param>
    /// <returns>The exit code.</returns>
    public int Execute(Func<PipelineRunner, RunResult> work)
    {
        try
        {
            var result = RunDisplay.Show(context, observer => work(new PipelineRunner(observer, TimeProvider.System)));
            ResultSummary.Write(context.Terminal, result);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Terminal.WriteErrorLine("Interrupted. What was trained is saved; --resume goes on with it.");
            throw;
        }
    }
}
