using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Foldline.Pipelines.Machine;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Training.Checkpoints;
using Foldline.Training.Triggers;

namespace Foldline.Pipelines.Bundles;

/// <summary>
/// Puts what a run's predictions need into one folder or archive: the weights that predict, the effective recipe, versions, metrics, class names
/// and how images are prepared. The same run gives the same bytes.
/// </summary>
/// <param name="observer">Is told what happens.</param>
public sealed class BundleWriter(IRunObserver observer)
{
    // Archives do not tell when they were made.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a bundle.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="output">A <c>.zip</c> file to create or replace, or a folder to create; null names an archive after recipe and run in the working folder.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>; nothing is left of the bundle.</param>
    /// <returns>Full path of the bundle.</returns>
    /// <exception cref="FoldlineException">
    /// FL6512: a blend has no weights. FL6044, FL6045: the run has no weights or no predictions. FL6523: the folder is there already. FL6525: the run does
    /// not tell the size of its images. FL1001: the bundle cannot be written.
    /// </exception>
    public string Write(string folder, string? output, CancellationToken cancellation = default)
    {
        using var run = RunFolder.Open(folder, TimeProvider.System);
        RunFolder.RefuseBlend(run.Path);
        var recipe = WithChoices(run.LoadRecipe(), run);
        var path = Path.GetFullPath(output ?? $"{recipe.Name}-{run.Id}.zip");
        if (!Bundle.IsArchive(path) && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw FoldlineException.User("FL6523", $"The folder '{path}' is there already and not empty. Name a new one, or a .zip file, with --out.", null, ("folder", path));

        var staging = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Fill(staging, run, recipe, cancellation);
            observer.StageStarted("write bundle");
            if (Bundle.IsArchive(path))
                AtomicFile.WriteThrough(path, temporary => Pack(staging, temporary, cancellation));
            else
                Place(staging, path);
            return path;
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private void Fill(string staging, RunFolder run, Recipe recipe, CancellationToken cancellation)
    {
        var folds = Directory.EnumerateDirectories(run.Path, "fold*")
            .Select(folder => int.TryParse(Path.GetFileName(folder)[4..], CultureInfo.InvariantCulture, out var number) ? number : -1)
            .Where(number => number >= 0 && FoldEpoch.IsThere(run.Fold(number)))
            .Order()
            .Select(run.Fold)
            .ToList();
        if (folds.Count == 0)
            throw FoldlineException.User("FL6045", $"No fold of the run '{run.Path}' has predictions. Train and predict first.", null, ("folder", run.Path));
        var input = ReadInput(run, recipe);
        MakeFolder(staging);
        RecipeFile.Save(recipe, Path.Combine(staging, "recipe.yaml"));
        foreach (var file in (string[])[run.MetricsPath, run.EnvironmentPath])
        {
            if (File.Exists(file))
                File.Copy(file, Path.Combine(staging, Path.GetFileName(file)));
        }

        var weights = new List<BundleWeights>();
        using var engine = new EngineThread();
        foreach (var fold in folds)
        {
            cancellation.ThrowIfCancellationRequested();
            observer.StageStarted($"weights of fold {fold.Fold}");
            weights.Add(engine.Run(() => CopyWeights(fold, recipe, staging)));
        }

        new BundleManifest
        {
            Run = run.Id,
            Recipe = recipe.Name,
            RecipeDigest = FileDigest.Of(Path.Combine(staging, "recipe.yaml")),
            Classes = [.. recipe.Target.Names],
            Input = input,
            Weights = [.. weights],
        }.Save(staging, MachineSurvey.Take(staging).Where(fact => fact.Name is "version" or "libtorch" or "runtime"));
    }

    /// <summary>What a search chose takes the place of the search.</summary>
    private static Recipe WithChoices(Recipe recipe, RunFolder run) => recipe.Predict.Search is null
        ? recipe with { Stages = null }
        : recipe with { Stages = null, Predict = MaskChoices.ForTest(run.MaskChoicesPath, recipe.Predict) with { Search = null } };

    private static BundleWeights CopyWeights(FoldFolder fold, Recipe recipe, string staging)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (weights, epoch) = FoldWeights.Read(fold, recipe);
        var name = $"fold{fold.Fold}.safetensors";
        WeightSnapshot.Write(Path.Combine(staging, name), weights, new TrainingMoment(0, epoch, EpochEnds: true, ImmutableDictionary<string, double>.Empty));
        return new BundleWeights(fold.Fold, epoch, name, FileDigest.Of(Path.Combine(staging, name)));
    }

    private static InputFile ReadInput(RunFolder run, Recipe recipe)
    {
        var input = InputFile.Load(run.InputPath);
        return input is not null && (input.FileSize is not null || recipe.Input.Size is not null) ? input : throw FoldlineException.User(
            "FL6525",
            $"The run does not tell the size of its images: '{run.InputPath}' {(input is null ? "is missing" : "does not say it")}. Delete that file, and './foldline submit RUN --data DIR' writes it anew.",
            null,
            ("file", run.InputPath));
    }

    private static void Pack(string staging, string archive, CancellationToken cancellation)
    {
        using var zip = ZipFile.Open(archive, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(staging).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            // Weights do not get smaller by compression worth the time.
            var level = file.EndsWith(".safetensors", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
            var entry = zip.CreateEntry(Path.GetFileName(file), level);
            entry.LastWriteTime = EntryTime;
            using var from = File.OpenRead(file);
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }

    private static void Place(string staging, string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path);
            Directory.Move(staging, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    private static FoldlineException CannotWrite(string path, Exception e) =>
        FoldlineException.User("FL1001", $"Cannot write '{path}': {e.Message} Choose another place with --out.", e, ("file", path));
}
