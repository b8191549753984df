using Foldline.Pipelines.Yaml;
using Foldline.Training;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads the <c>train</c> section of a recipe.</summary>
internal static class TrainReader
{
    /// <summary>The words of <c>train.precision</c>.</summary>
    public static IReadOnlyList<(string Word, NumberFormat Value)> Precisions { get; } =
        [("fp32", NumberFormat.Float32), ("bf16", NumberFormat.BFloat16), ("fp16", NumberFormat.Float16)];

    /// <summary>Reads the section.</summary>
    /// <param name="reader">Reader of its map.</param>
    /// <param name="loss">The loss when none is named.</param>
    /// <exception cref="FoldlineException">FL6004 to FL6006.</exception>
    public static TrainSpec Read(MapReader reader, PartSpec loss)
    {
        var defaults = new TrainSpec();
        var train = new TrainSpec
        {
            Epochs = (int)reader.Integer("epochs", defaults.Epochs, 1, 1_000_000),
            Only = reader.Text("only"),
            Batch = (int)reader.Integer("batch", defaults.Batch, 1, 65536),
            Accumulate = (int)reader.Integer("accumulate", defaults.Accumulate, 1, 65536),
            DropsLast = reader.Bool("drop_last", defaults.DropsLast),
            ValidBatch = (int)reader.Integer("valid_batch", defaults.ValidBatch, 1, 65536),
            Folds = ReadFolds(reader) ?? defaults.Folds,
            Precision = reader.Word("precision", defaults.Precision, [.. Precisions]),
            ChannelsLast = reader.Bool("channels_last", defaults.ChannelsLast),
            Loss = ReadPart(reader, "loss") ?? loss,
            Teacher = reader.Find("teacher") is { } teacher ? TeacherSection.Read(teacher, reader.PathOf("teacher")) : null,
            Mix = ReadPart(reader, "mix"),
            Optimizer = ReadPart(reader, "optimizer") ?? defaults.Optimizer,
            ScaleRate = reader.Bool("scale_lr", defaults.ScaleRate),
            Measure = reader.Bool("measure", defaults.Measure),
            NoDecay = reader.Bool("no_decay", defaults.NoDecay),
            LayerDecay = reader.NumberOrNull("layer_decay", number => number is > 0 and <= 1, "a number above 0, at most 1") ?? defaults.LayerDecay,
            Schedule = ReadSchedule(reader),
            Ema = reader.Find("ema") is null ? null : EmaSection.Read(reader.Section("ema")),
            Clip = reader.Find("clip") is null ? null : ReadClip(reader.Section("clip")),
            KeepBest = reader.Find("keep_best") is null ? null : ReadKeepBest(reader.Section("keep_best")),
            KeepsOnlyBest = reader.Word("keep", defaults.KeepsOnlyBest, ("all", false), ("best", true)),
            Snapshot = reader.Interval("snapshot"),
            Checkpoint = reader.Interval("checkpoint") ?? defaults.Checkpoint,
            Log = reader.Interval("log") ?? defaults.Log,
        };
        train = train with { Stop = reader.Find("stop") is null ? null : ReadStop(reader.Section("stop"), train.KeepBest) };
        reader.RejectUnknown();
        return train.ScaleRate && train.Optimizer.Arguments.Find("lr") is null
            ? throw RecipeErrors.Missing(reader.Mark, reader.PathOf($"optimizer.{train.Optimizer.Name}.lr"), "the learning rate of one image, which train.scale_lr multiplies")
            : train;
    }

    private static FoldSelection? ReadFolds(MapReader reader)
    {
        const string expected = "'all', a fold number from 0, or several such as '0,2'";
        if (reader.Find("folds") is not { } node)
            return null;
        var texts = node switch
        {
            ScalarNode { Text: "all" } => [],
            ScalarNode scalar => scalar.Text.Split(','),
            ListNode { Items.IsEmpty: false } list => [.. list.Items.Select(item => item is ScalarNode scalar ? scalar.Text : "?")],
            _ => throw reader.Wrong("folds", node, expected),
        };
        if (texts.Length == 0)
            return FoldSelection.All;
        var numbers = texts.Select(text => int.TryParse(text.Trim(), out var number) && number is >= 0 and < 10_000 ? number : -1).ToList();
        return numbers.Contains(-1) ? throw reader.Wrong("folds", node, expected) : FoldSelection.Of(numbers);
    }

    private static PartSpec? ReadPart(MapReader reader, string key) =>
        reader.Find(key) is { } node ? PartReader.Read(node, reader.PathOf(key)) : null;

    private static ScheduleSpec? ReadSchedule(MapReader parent)
    {
        if (parent.Find("schedule") is not { } node)
            return null;
        if (node is ScalarNode)
            return new ScheduleSpec(PartReader.Read(node, parent.PathOf("schedule")), Interval.EachEpoch);
        var reader = new MapReader(node, parent.PathOf("schedule"));
        var every = reader.Interval("every") ?? Interval.EachEpoch;
        return new ScheduleSpec(PartReader.ReadRest(reader, node, parent.PathOf("schedule")), every);
    }

    private static ClipSpec ReadClip(MapReader reader)
    {
        static bool IsValid(double number) => number > 0 && double.IsFinite(number);
        var clip = new ClipSpec(reader.NumberOrNull("norm", IsValid, "a number above 0"), reader.NumberOrNull("value", IsValid, "a number above 0"))
        {
            NormType = reader.NumberOrNull("norm_type", order => order > 0, "a number above 0, or .inf") ?? 2,
        };
        reader.RejectUnknown();
        return clip;
    }

    private static KeepBestSpec ReadKeepBest(MapReader reader)
    {
        var best = new KeepBestSpec(
            reader.RequireText("metric", "the name of a logged value, such as valid.loss"),
            reader.Word("mode", false, ("min", false), ("max", true)));
        reader.RejectUnknown();
        return best;
    }

    // What decides on the best epoch decides on the end too, unless something else is named.
    private static StopSpec ReadStop(MapReader reader, KeepBestSpec? best)
    {
        var fallback = best ?? new KeepBestSpec("valid.loss", Maximize: false);
        var metric = reader.Text("metric");
        var stop = new StopSpec(
            (int)(reader.IntegerOrNull("patience", 0, int.MaxValue) ?? throw RecipeErrors.Missing(reader.Mark, reader.PathOf("patience"), "a number of epochs")),
            metric ?? fallback.Metric,
            reader.Word("mode", metric is null && fallback.Maximize, ("min", false), ("max", true)));
        reader.RejectUnknown();
        return stop;
    }
}
