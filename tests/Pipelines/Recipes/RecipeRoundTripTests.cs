using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Yaml;
using Foldline.Reports.Queries;
using Foldline.Training;
using Foldline.Training.Averaging;
using Foldline.Training.Triggers;
using FsCheck.Fluent;
using FsCheck;
using Interval = Foldline.Pipelines.Recipes.Interval;

namespace Foldline.Tests.Pipelines.Recipes;

public sealed class RecipeRoundTripTests
{
    [Fact]
    public void Write_ThenRead_GivesAnEqualRecipe() =>
        Prop.ForAll(Arb.From(Recipes()), recipe => RecipeFile.Parse(RecipeWriter.ToYaml(recipe), "written.yaml").Equals(recipe)).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_ThenRead_GivesEqualNodes() =>
        Prop.ForAll(Arb.From(Nodes(3)), node => NodeReader.Read(NodeWriter.Write(new MapNode(("root", node))), "written.yaml").Equals(new MapNode(("root", node))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Write_OfVinBigData_KeepsItsQueriesReadable()
    {
        var recipe = RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"));
        var yaml = RecipeWriter.ToYaml(recipe);

        Assert.Contains("samples: |\n  SELECT m.image_id AS id,\n", yaml);
        Assert.Contains("- horizontal_flip: {p: 0.5}", yaml);
        Assert.Equal(recipe, RecipeFile.Parse(yaml, "written.yaml"));
    }

    private static Gen<string> Names() => Gen.Elements("a", "train", "x_1", "null", "true", "no", "y", "resnet34d.ra2_in1k", "1e3", "off", "Z9");

    private static Gen<string> Texts() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => new string([.. (text ?? "").Where(c => !char.IsSurrogate(c) && c < 0xFFFE)])),
        Gen.Elements("", " ", "a\nb", "a\n", "SELECT 1\n  FROM t\n", "\n", "a\n\n", " x\ny", "# no", "- a", "a: b", "'", "\"", "%x", "\t", "a\r\nb", "2024-01-01", "0x10", "é€"));

    private static Gen<object?> Values() => Gen.OneOf(
        Texts().Select(text => (object?)text),
        ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<double>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => (object?)flag),
        Gen.Constant((object?)null));

    private static Gen<Node> Nodes(int depth)
    {
        var scalars = Values().Select(value => (Node)new ScalarNode(value));
        if (depth == 0)
            return scalars;
        var lists = Gen.ListOf(Nodes(depth - 1)).Select(items => (Node)new ListNode(items));
        var maps = Gen.ListOf(Gen.Zip(Gen.OneOf(Names(), Texts()), Nodes(depth - 1)))
            .Select(pairs => (Node)new MapNode(pairs.DistinctBy(pair => pair.Item1).Select(pair => (pair.Item1, pair.Item2))));
        return Gen.OneOf(scalars, lists.Resize(4), maps.Resize(4));
    }

    private static Gen<PartSpec> Parts() =>
        from name in Gen.Elements("adam", "horizontal_flip", "k_fold")
        from count in Gen.Choose(0, 3)
        from arguments in Gen.ListOf(Gen.Zip(Gen.Elements("lr", "p", "t_0", "by"), Nodes(1)), count)
        select new PartSpec(name, new MapNode(arguments.DistinctBy(pair => pair.Item1).Select(pair => (pair.Item1, pair.Item2))));

    private static Gen<Interval> Intervals() =>
        Gen.Zip(Gen.Choose(1, 100), Gen.Elements(TriggerUnit.Epoch, TriggerUnit.Iteration)).Select(pair => new Interval(pair.Item1, pair.Item2));

    private static AverageOptions Average(int decay) => (decay % 4) switch
    {
        0 => new AverageOptions { Kind = AverageKind.TimmV2, Decay = decay / 1000.0 },
        1 => new AverageOptions { Kind = AverageKind.TimmV3, Decay = decay / 1000.0, UpdateAfter = decay, WarmsUp = true, Gamma = 0.5, Power = 0.75, LeastDecay = 0.1, ExcludesBuffers = true },
        _ => new AverageOptions { Decay = decay / 1000.0, IsDynamic = decay % 4 == 2 },
    };

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : class => Gen.OneOf(values.Select(value => (T?)value), Gen.Constant((T?)null));

    private static Gen<TrainSpec> Trains() =>
        from epochs in Gen.Choose(1, 99)
        from folds in Gen.Elements(FoldSelection.All, FoldSelection.Of(0), FoldSelection.Of(2, 0, 4))
        from precision in Gen.Elements(NumberFormat.Float32, NumberFormat.BFloat16, NumberFormat.Float16)
        from optimizer in Parts()
        from mix in Maybe(Parts())
        from schedule in Maybe(Gen.Zip(Parts(), Intervals()).Select(pair => new ScheduleSpec(pair.Item1, pair.Item2)))
        from ema in Maybe(Gen.Choose(0, 999).Select(decay => Average(decay)))
        from clip in Maybe(Gen.Elements(new ClipSpec(1, null), new ClipSpec(null, 0.5), new ClipSpec(2, 3), new ClipSpec(2, null) { NormType = double.PositiveInfinity }))
        from best in Maybe(Gen.Elements(new KeepBestSpec("valid.loss", false), new KeepBestSpec("valid.auc", true)))
        from stop in Maybe(Gen.Elements(new StopSpec(0), new StopSpec(5, "valid.auc", true)))
        from snapshot in Intervals()
        from channelsLast in Gen.Elements(true, false)
        select new TrainSpec
        {
            Epochs = epochs,
            Folds = folds,
            Precision = precision,
            Mix = mix,
            Optimizer = optimizer,
            Schedule = schedule,
            Ema = ema,
            Clip = clip,
            KeepBest = best,
            Stop = stop,
            DropsLast = epochs % 2 == 1,
            KeepsOnlyBest = epochs % 3 == 0,
            Only = epochs % 4 == 0 ? "annotated" : null,
            Teacher = epochs % 5 == 0 ? new TeacherSpec("runs/a b/1", epochs / 10.0) : null,
            Snapshot = epochs % 2 == 0 ? snapshot : null,
            ChannelsLast = channelsLast,
        };

    private static Gen<InputSpec> Inputs() =>
        from channels in Gen.Elements(1, 3)
        from side in Gen.Choose(1, 2000)
        from normalize in Gen.Elements(Normalization.None, Normalization.ImageNet, Normalization.Model, Normalization.Custom([0.5], [0.25, 1, 3]))
        select new InputSpec { Channels = channels, Size = side % 3 == 0 ? null : new ImageSize(side, side + 1), Interpolation = (Interpolation)(side % 5), Normalize = normalize, Curves = side % 2 == 0 ? new CurveSpec(side / 2000.0) : null };

    private static Gen<Recipe> Recipes() =>
        from sql in Texts().Where(text => !string.IsNullOrWhiteSpace(text))
        from seed in Gen.Choose(0, int.MaxValue)
        from input in Inputs()
        from folds in Parts()
        from augment in Gen.ListOf(Parts(), 2)
        from train in Trains()
        from pretrained in Gen.Elements("true", "false", "auto", "weights/a b.pth", "ra2_in1k")
        from cache in Gen.Elements(0L, 1L, 2_000_000_000L, 1_500_000L, 1L << 31)
        from submission in Maybe(Gen.Elements(new SubmissionSpec("SELECT 1", null), new SubmissionSpec("SELECT 1\nFROM x", "sample")))
        from limit in Gen.Choose(0, 5)
        select new Recipe
        {
            Name = "name",
            Seed = seed,
            Tables = [new TableSpec("train", "a b.csv"), new TableSpec("sample", "s.parquet")],
            Samples = sql,
            Boxes = limit % 3 == 0 ? sql : null,
            Curves = input.Curves is null ? null : sql,
            Prepare = limit % 2 == 1 ? folds : null,
            TestSamples = limit % 2 == 0 ? sql : null,
            Target = new TargetSpec("label", ["no", "yes"]),
            Input = input,
            Folds = folds,
            Augment = [.. augment],
            Metrics = [.. augment],
            Train = train,
            Model = new ModelSpec { Name = "resnet18", Pretrained = pretrained, Weights = seed % 7 == 0 ? "teacher" : null, Strict = seed % 2 == 0, Freeze = limit == 0 ? null : limit == 5 ? ModelSpec.Backbone : limit, GradientCheckpointing = seed % 3 == 1 },
            Loader = new LoaderSpec(limit, 2, new ByteSize(cache)),
            Predict = new PredictSpec(seed % 2 == 0, seed % 3 == 0, seed % 5 == 0),
            Debug = new DebugSpec(limit == 0 ? null : limit),
            Report = [new ReportEntry(QueryKind.Pie, sql, "title"), new ReportEntry(QueryKind.Table, sql, sql)],
            Submission = submission,
        };
}
