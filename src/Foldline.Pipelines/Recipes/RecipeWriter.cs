using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Writes a recipe with every value spelt out, defaults too. Reading the result gives an equal recipe.</summary>
public static class RecipeWriter
{
    /// <summary>The recipe as YAML text.</summary>
    /// <param name="recipe">Recipe to write.</param>
    public static string ToYaml(Recipe recipe) => NodeWriter.Write(ToNode(recipe));

    /// <summary>The recipe as nodes.</summary>
    /// <param name="recipe">Recipe to write.</param>
    public static MapNode ToNode(Recipe recipe) => recipe.Stages is { } stages
        ? ToNode(stages.Base).With(StageSection.Path, stages.Changes)
        : AloneToNode(recipe);

    private static MapNode AloneToNode(Recipe recipe) => new(
        ("name", Scalar(recipe.Name)),
        ("seed", Scalar(recipe.Seed)),
        ("tables", new MapNode(recipe.Tables.Select(table => (table.Name, Scalar(table.File))))),
        ("samples", Scalar(recipe.Samples)),
        ("test_samples", Scalar(recipe.TestSamples)),
        ("boxes", Scalar(recipe.Boxes)),
        ("curves", Scalar(recipe.Curves)),
        ("prepare", recipe.Prepare is { } prepare ? Part(prepare) : Scalar(null)),
        ("input", InputSection.ToNode(recipe.Input)),
        ("target", TargetSection.ToNode(recipe.Target)),
        ("folds", Part(recipe.Folds)),
        ("augment", new ListNode(recipe.Augment.Select(Part))),
        ("model", Model(recipe.Model)),
        ("train", Train(recipe.Train)),
        ("predict", PredictSection.ToNode(recipe.Predict)),
        ("metrics", new ListNode(recipe.Metrics.Select(Part))),
        ("loader", new MapNode(
            ("threads", recipe.Loader.Threads == 0 ? Scalar("auto") : Scalar((long)recipe.Loader.Threads)),
            ("prefetch", Scalar((long)recipe.Loader.Prefetch)),
            ("cache", Size(recipe.Loader.Cache)))),
        ("device", Scalar(recipe.Device)),
        ("doctor", new MapNode(("strict", Scalar(recipe.Doctor.IsStrict)), ("skip", new ListNode(recipe.Doctor.Skip.Select(name => Scalar(name)))))),
        ("debug", new MapNode(("limit", Scalar((long?)recipe.Debug.Limit)))),
        ("report", new ListNode(recipe.Report.Select(Entry))),
        ("oof", Scalar(recipe.OutOfFold)),
        ("submission", recipe.Submission is { } submission
            ? new MapNode(("query", Scalar(submission.Sql)), ("sample", Scalar(submission.Sample)))
            : Scalar(null)),
        (StageSection.Path, Scalar(null)));

    private static MapNode Train(TrainSpec train) => new(
        ("epochs", Scalar((long)train.Epochs)),
        ("only", Scalar(train.Only)),
        ("batch", Scalar((long)train.Batch)),
        ("accumulate", Scalar((long)train.Accumulate)),
        ("drop_last", Scalar(train.DropsLast)),
        ("valid_batch", Scalar((long)train.ValidBatch)),
        ("folds", train.Folds.Numbers is { } numbers ? new ListNode(numbers.Select(number => Scalar((long)number))) : Scalar("all")),
        ("precision", Scalar(TrainReader.Precisions.First(row => row.Value == train.Precision).Word)),
        ("channels_last", Scalar(train.ChannelsLast)),
        ("loss", Part(train.Loss)),
        ("teacher", train.Teacher is { } teacher ? TeacherSection.ToNode(teacher) : Scalar(null)),
        ("mix", train.Mix is { } mix ? Part(mix) : Scalar(null)),
        ("optimizer", Part(train.Optimizer)),
        ("scale_lr", Scalar(train.ScaleRate)),
        ("measure", Scalar(train.Measure)),
        ("no_decay", Scalar(train.NoDecay)),
        ("layer_decay", Scalar(train.LayerDecay)),
        ("schedule", train.Schedule is { } schedule
            ? new MapNode((schedule.Part.Name, schedule.Part.Arguments), ("every", Scalar(schedule.Every.ToString())))
            : Scalar(null)),
        ("ema", train.Ema is { } ema ? EmaSection.ToNode(ema) : Scalar(null)),
        ("clip", train.Clip is { } clip ? new MapNode(("norm", Scalar(clip.Norm)), ("value", Scalar(clip.Value)), ("norm_type", Scalar(clip.NormType))) : Scalar(null)),
        ("keep_best", train.KeepBest is { } best
            ? new MapNode(("metric", Scalar(best.Metric)), ("mode", Scalar(best.Maximize ? "max" : "min")))
            : Scalar(null)),
        ("keep", Scalar(train.KeepsOnlyBest ? "best" : "all")),
        ("stop", train.Stop is { } stop
            ? new MapNode(("patience", Scalar((long)stop.Patience)), ("metric", Scalar(stop.Metric)), ("mode", Scalar(stop.Maximize ? "max" : "min")))
            : Scalar(null)),
        ("snapshot", Scalar(train.Snapshot?.ToString())),
        ("checkpoint", Scalar(train.Checkpoint.ToString())),
        ("log", Scalar(train.Log.ToString())));

    private static Node Part(PartSpec part) => new MapNode((part.Name, part.Arguments));

    private static Node Entry(ReportEntry entry) => new MapNode(
        (entry.Kind.ToString().ToLowerInvariant(), Scalar(entry.Sql)),
        ("title", Scalar(entry.Title)));

    private static MapNode Model(ModelSpec model) => model.Arguments.Entries.Aggregate(ModelKeys(model), (map, entry) => map.With(entry));

    private static MapNode ModelKeys(ModelSpec model) => new(
        ("name", Scalar(model.Name)),
        ("encoder", Scalar(model.Encoder)),
        ("weights", Scalar(model.Weights)),
        ("head", model.Head is { } head ? Part(head) : Scalar(null)),
        ("pretrained", Pretrained(model.Pretrained)),
        ("strict", Scalar(model.Strict)),
        ("drop_rate", Scalar(model.DropRate)),
        ("drop_path_rate", Scalar(model.DropPathRate)),
        ("freeze", model.Freeze == ModelSpec.Backbone ? Scalar("backbone") : Scalar((long?)model.Freeze)),
        ("gradient_checkpointing", Scalar(model.GradientCheckpointing)),
        ("zero_init_last", Scalar(model.ZeroInitLast)));

    private static Node Pretrained(string pretrained) => pretrained switch
    {
        "true" => Scalar(true),
        "false" => Scalar(false),
        _ => Scalar(pretrained),
    };

    private static Node Size(ByteSize size) => size.ToString() is var text && long.TryParse(text, out var bytes) ? Scalar(bytes) : Scalar(text);

    private static Node Scalar(object? value) => new ScalarNode(value);
}
