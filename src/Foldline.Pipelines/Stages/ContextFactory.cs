using System.Collections.Immutable;
using Foldline.Data.Folds;
using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Machine;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Runs;
using Foldline.Torch;
using Foldline.Torch.Optim;
using Foldline.Training;
using Foldline.Training.Metrics;
using Foldline.Training.Metrics.Masks;
using Foldline.Training.Mixing;
using Foldline.Training.Schedules;

namespace Foldline.Pipelines.Stages;

/// <summary>Prepares a run: checks the recipe's parts, loads tables and samples, reads every image's header, makes or reads the folds.</summary>
internal sealed class ContextFactory(IRunObserver observer, TimeProvider time)
{
    /// <summary>Prepares a run in an open folder.</summary>
    public RunContext Prepare(RunFolder run, Recipe recipe, RunOptions options, CancellationToken cancellation)
    {
        foreach (var stage in AllStages(recipe))
        {
            CheckParts(stage, options);
            if (options.Resume is null && options.Network is null && stage.Model.Weights is null)
                PretrainedStart.Fetch(stage.Model, observer, cancellation);
        }

        var engine = new EngineThread(); // loads libtorch while the tables are read
        RecipeData? data = null;
        try
        {
            observer.StageStarted("load tables");
            data = RecipeData.Load(recipe, options.DataFolder, cancellation);
            data = data.Prepare(recipe, PreparedImages.FolderIn(CacheFolder(run), options.DataFolder), new PreparationRelay(observer).Report, cancellation);
            var forward = new ForwardContext(engine.Run(() => DeviceOf(recipe)), recipe.Train.Precision);
            observer.StageStarted("read records");
            var source = new InputSource(recipe.Input, data.Folder) { Curves = data.Curves };
            var (records, _) = ReadRecords(data, recipe, source, CacheFolder(run), cancellation);
            if (recipe.Target is { Kind: TargetKind.Masks, Format: MaskFormat.RunLengths })
                new RunLengthMasks(recipe.Target, data.Train, data.Folder).Check(records);
            return new RunContext
            {
                Recipe = recipe,
                Run = run,
                Data = data,
                Records = records,
                Folds = MakeFolds(run, recipe, data.Train),
                Input = MakeInput(run, recipe, source, FileSize(records)),
                Models = new ModelBuilder(recipe, forward.Device, options.Network),
                Tta = TtaPlan.Of(recipe),
                Engine = engine,
                Forward = forward,
                Observer = observer,
                Time = time,
                Options = options,
            };
        }
        catch
        {
            data?.Dispose();
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Prepares an earlier stage of a run, which shares the run's samples, folds and engine.</summary>
    public RunContext PrepareStage(RunFolder run, StageRecipe stage, RunContext parent)
    {
        var recipe = stage.Recipe;
        var source = new InputSource(recipe.Input, parent.Data.Folder) { Curves = parent.Data.Curves };
        var forward = new ForwardContext(parent.Engine.Run(() => DeviceOf(recipe)), recipe.Train.Precision);
        parent.Folds.Save(run.FoldsPath);
        return new RunContext
        {
            Parent = parent,
            Label = stage.Name,
            Recipe = recipe,
            Run = run,
            Data = parent.Data,
            Records = parent.Records,
            Folds = parent.Folds,
            Input = MakeInput(run, recipe, source, FileSize(parent.Records)),
            Models = new ModelBuilder(recipe, forward.Device, parent.Options.Network),
            Tta = TtaPlan.Of(recipe),
            Engine = parent.Engine,
            Forward = forward,
            Observer = observer,
            Time = time,
            Options = parent.Options,
        };
    }

    private static IEnumerable<Recipe> AllStages(Recipe recipe) => [.. recipe.Stages?.Earlier.Select(stage => stage.Recipe) ?? [], recipe];

    private static ImageSize? FileSize(ImmutableArray<SampleRecord> records)
    {
        var sizes = records.Select(record => new ImageSize(record.Height, record.Width)).Distinct().Take(2).ToList();
        return sizes.Count == 1 ? sizes[0] : null;
    }

    /// <summary>Everything that can be wrong in the recipe's parts is found before the data are touched.</summary>
    internal static void CheckParts(Recipe recipe, RunOptions options)
    {
        InputPlan.Steps(recipe);
        InputPlan.Transforms(recipe);
        recipe.Prepare?.Build(PreparationTable.Standard);
        recipe.Folds.Build(FoldTable.Standard);
        LossPlan.Check(recipe);
        recipe.Train.Mix?.Build(MixingTable.Standard);
        if (recipe.Train.Mix is not null && recipe.Target.Kind == TargetKind.Masks)
            throw FoldlineException.User("FL4605", "'train.mix' mixes images and their classes, not masks. Leave it out, or augment the images.", null, ("key", "train.mix"));
        recipe.Train.ScaledOptimizer.Build(OptimizerTable.Standard);
        recipe.Train.Schedule?.Part.Build(ScheduleTable.Standard);
        CheckMetrics(recipe);
        FoldLeftovers.Check(recipe);
        FoldTeacher.Check(recipe);
        TtaPlan.Of(recipe);
        new ModelBuilder(recipe, Device.Cpu, options.Network).Check();
    }

    private static void CheckMetrics(Recipe recipe)
    {
        foreach (var metric in recipe.Metrics)
        {
            if (recipe.Target.Kind == TargetKind.Masks)
                metric.Build(MaskMetricTable.Standard);
            else
                metric.Build(MetricTable.Standard);
        }
    }

    /// <summary>The device that a recipe names.</summary>
    /// <exception cref="FoldlineException">FL6028: it is not there. FL6029: it cannot compute in the recipe's number format.</exception>
    internal static Device DeviceOf(Recipe recipe)
    {
        var cards = TorchBackend.CudaDeviceCount;
        var device = recipe.Device == "auto" ? (cards > 0 ? Device.Cuda(0) : Device.Cpu) : Device.Parse(recipe.Device);
        if (device.Kind == DeviceKind.Cuda && Math.Max(device.Index, 0) >= cards)
            throw FoldlineException.User("FL6028", $"The device '{recipe.Device}' is not there: this libtorch sees {cards} CUDA cards. Set device=cpu or device=auto; './foldline doctor --env' says more.", null, ("device", recipe.Device));
        if (recipe.Train.Precision == NumberFormat.Float16 && device.Kind == DeviceKind.Cpu)
            throw FoldlineException.User("FL6029", "Half precision (train.precision=fp16) needs a CUDA card. Use bf16 or fp32 on the CPU.", null, ("key", "train.precision"));
        return device;
    }

    private static string CacheFolder(RunFolder run) => Path.Combine(Path.GetDirectoryName(run.Path)!, "cache");

    private static (ImmutableArray<SampleRecord> Records, bool IsCached) ReadRecords(
        RecipeData data, Recipe recipe, InputSource source, string cache, CancellationToken cancellation)
    {
        var key = RecordKey.Compute(recipe, data.Train, data.Folder);
        var boxes = recipe.Boxes is { } sql ? data.Database.Query(sql, cancellation) : null;
        return new RecordCache(cache).GetOrBuild(key, () => RecordBuilder.Build(data.Train, source, boxes, cancellation));
    }

    private static InputPlan MakeInput(RunFolder run, Recipe recipe, InputSource source, ImageSize? fileSize)
    {
        // What weights expect is asked once: the run goes on without them, on another machine too.
        var known = InputFile.Load(run.InputPath);
        var needed = recipe.Input.Normalize == Normalization.Model;
        var model = needed ? known?.Normalization ?? PretrainedStart.NormalizationOf(recipe.Model) : PixelNormalization.ImageNet;
        var plan = new InputPlan(recipe, source, fileSize, model);
        if (known is null)
            new InputFile(recipe.Input.Channels, plan.Size.Height, plan.Size.Width, plan.Normalization) { FileSize = fileSize }.Save(run.InputPath);
        return plan;
    }

    private FoldAssignment MakeFolds(RunFolder run, Recipe recipe, SampleSet samples)
    {
        if (File.Exists(run.FoldsPath))
            return FoldAssignment.Load(run.FoldsPath, samples.Ids);
        var split = recipe.Folds.Build(FoldTable.Standard)(samples);
        foreach (var warning in split.Warnings)
            observer.Warned(warning);
        var folds = new FoldAssignment(samples.Ids, split.FoldOf, split.FoldCount);
        folds.Save(run.FoldsPath);
        EnvironmentFile.Save(run.EnvironmentPath, MachineSurvey.Take(run.Path));
        return folds;
    }
}
