using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training;
using Foldline.Training.Checkpoints;

namespace Foldline.Pipelines.Bundles;

/// <summary>
/// Predicts test samples from a bundle alone: no run folder, no training data, no network. The same images give the same bytes as in the run, on
/// the same kind of machine.
/// </summary>
/// <param name="observer">Is told what happens.</param>
public sealed class BundlePrediction(IRunObserver observer)
{
    /// <summary>Whether a path is that of a bundle: a <c>.zip</c> file or a folder with <c>bundle.json</c>.</summary>
    /// <param name="path">A path.</param>
    public static bool IsBundle(string path) => Bundle.IsBundle(path);

    /// <summary>Predicts with every fold's weights and writes <c>test.parquet</c>, <c>test_pred.csv</c> and <c>submission.csv</c>.</summary>
    /// <param name="options">Bundle, data and where to.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL6520 to FL6527: the bundle or the data folder is at fault; and what images and queries may give.</exception>
    public RunResult Run(BundlePredictionOptions options, CancellationToken cancellation = default)
    {
        observer.StageStarted("open bundle");
        using var bundle = Bundle.Open(options.Bundle);
        var recipe = ForPrediction(bundle.LoadRecipe(options.Overrides));
        observer.StageStarted("load tables");
        using var tables = TestTables.Load(recipe, options.DataFolder, cancellation);
        using var engine = new EngineThread();
        var forward = new ForwardContext(engine.Run(() => ContextFactory.DeviceOf(recipe)), recipe.Train.Precision);
        var prepared = new PreparedImages(recipe, options.DataFolder, PreparedImages.FolderIn(options.OutFolder, options.DataFolder));
        var images = prepared.Make(tables.Samples.Images, new PreparationRelay(observer).Report, cancellation);
        var source = new InputSource(recipe.Input, Path.GetFullPath(images));
        var facts = bundle.Manifest.Input;
        var plan = new InferencePlan
        {
            Recipe = recipe,
            Input = new InputPlan(recipe, source, facts.FileSize, facts.Normalization),
            Tta = TtaPlan.Of(recipe),
            Forward = forward,
            Observer = observer,
        };
        var models = new ModelBuilder(recipe, forward.Device, options.Network);
        var output = new BundleOutput(options.OutFolder, SubmissionStage.IdName(recipe, tables.Database));
        var predictions = recipe.Target.Kind == TargetKind.Masks
            ? output.Save(PredictMasks(plan, models, bundle, tables, engine, cancellation))
            : output.Save(PredictImages(plan, models, bundle, tables, engine, cancellation));
        foreach (var (file, reason) in plan.Input.Damaged)
            observer.Warned($"The damaged picture '{file}' was used as far as it goes (input.strict is false): {reason}");
        observer.StageStarted("submission");
        var rows = SubmissionStage.Write(recipe, tables.Database, predictions, output.SubmissionPath, observer.Warned, cancellation);
        return new RunResult(output.Folder, null, rows);
    }

    /// <summary>Without what only training needs and may ask for files of its own.</summary>
    private static Recipe ForPrediction(Recipe recipe) => TtaPlan.Of(recipe) is { Set: null } ? recipe : recipe with { Augment = [] };

    private PredictionTable PredictImages(InferencePlan plan, ModelBuilder models, Bundle bundle, TestTables tables, EngineThread engine, CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, tables.Samples.Count)];
        var folds = new List<PredictionTable>();
        foreach (var weights in bundle.Manifest.Weights)
        {
            observer.StageStarted($"predict with fold {weights.Fold}");
            folds.Add(engine.Run(() =>
            {
                using var model = Load(models, bundle.At(weights.File));
                plan.Prepare(model);
                var predictor = new ImagePredictor(plan, weights.Fold);
                return predictor.Table(tables.Samples, all, predictor.Predict(model, tables.Samples, all, cancellation).Merged);
            }));
        }

        return PredictionTable.Mean(folds);
    }

    private MaskTable PredictMasks(InferencePlan plan, ModelBuilder models, Bundle bundle, TestTables tables, EngineThread engine, CancellationToken cancellation)
    {
        observer.StageStarted("predict");
        return engine.Run(() =>
        {
            var networks = new List<Layer>();
            try
            {
                foreach (var weights in bundle.Manifest.Weights)
                {
                    networks.Add(Load(models, bundle.At(weights.File)));
                    networks[^1].Eval();
                }

                return new MaskPredictor(plan).Predict(networks, tables.Samples, [.. Enumerable.Range(0, tables.Samples.Count)], new MaskCut(-1, plan.Recipe.Predict), cancellation);
            }
            finally
            {
                networks.ForEach(network => network.Dispose());
            }
        });
    }

    private static Layer Load(ModelBuilder models, string path)
    {
        using var noGrad = GradMode.NoGrad();
        var model = models.Empty();
        try
        {
            using var scope = new TensorScope();
            model.LoadStateDict(WeightSnapshot.Read(path).Weights);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
