using System.Text.RegularExpressions;
using Foldline.Pipelines.Yaml;
using Foldline.Reports.Queries;

namespace Foldline.Pipelines.Recipes;

/// <summary>Turns a YAML document into a <see cref="Recipe"/>. Unknown keys and wrong values are errors.</summary>
public static partial class RecipeReader
{
    /// <summary>Reads a recipe.</summary>
    /// <param name="node">The document after <c>extends</c> and overrides were applied.</param>
    /// <exception cref="FoldlineException">FL6004: unknown key. FL6005: wrong value. FL6006: missing key.</exception>
    public static Recipe Read(Node node)
    {
        var reader = new MapReader(node, "");
        var tables = ReadTables(reader);
        var target = TargetSection.Read(reader);
        var recipe = new Recipe
        {
            Name = ReadName(reader),
            Seed = reader.Integer("seed", 0, 0, uint.MaxValue),
            Tables = tables,
            Samples = reader.RequireText("samples", "a query that gives the samples"),
            TestSamples = reader.Text("test_samples"),
            Boxes = reader.Text("boxes"),
            Prepare = reader.Find("prepare") is { } prepare ? PartReader.Read(prepare, "prepare") : null,
            Input = InputSection.Read(reader.Section("input")),
            Target = target,
            Folds = reader.Find("folds") is { } folds ? PartReader.Read(folds, "folds") : new PartSpec("stratified", ("count", 5), ("seed", 111)),
            Augment = [.. reader.Items("augment", "a list of transforms").Select(item => PartReader.Read(item.Item, item.Path))],
            Model = ReadModel(reader.Section("model")),
            Train = TrainReader.Read(reader.Section("train"), TargetDefaults.LossOf(target)),
            Metrics = reader.Find("metrics") is null
                ? TargetDefaults.MetricsOf(target)
                : [.. reader.Items("metrics", "a list of metrics").Select(item => PartReader.Read(item.Item, item.Path))],
            Predict = PredictSection.Read(reader.Section("predict"), target.Names.Count),
            Loader = ReadLoader(reader.Section("loader")),
            Device = ReadDevice(reader),
            Doctor = ReadDoctor(reader.Section("doctor")),
            Debug = ReadDebug(reader.Section("debug")),
            Report = [.. reader.Items("report", "a list of figures").Select(item => ReadReportEntry(item.Item, item.Path))],
            OutOfFold = reader.Text("oof"),
            Submission = ReadSubmission(reader, tables),
        };
        reader.RejectUnknown();
        return recipe;
    }

    private static string ReadName(MapReader reader)
    {
        var name = reader.RequireText("name", "the recipe's name");
        return Name().IsMatch(name) ? name : throw reader.Wrong("name", reader.Find("name")!, "letters, digits, '-', '_' and '.', starting with a letter or digit");
    }

    private static ValueList<TableSpec> ReadTables(MapReader reader)
    {
        var node = reader.Require("tables", "a map of table names to files");
        if (node is not MapNode { Entries.IsEmpty: false } map)
            throw reader.Wrong("tables", node, "a map of table names to files");
        return [.. map.Entries.Select(entry => ReadTable(entry, $"tables.{entry.Key}"))];
    }

    private static TableSpec ReadTable(MapEntry entry, string path)
    {
        if (!Identifier().IsMatch(entry.Key))
            throw RecipeErrors.WrongValue(new ScalarNode(entry.Key, entry.Mark), path, "a table name of letters, digits and '_'");
        if (entry.Value is ScalarNode { Value: string file } && !string.IsNullOrWhiteSpace(file))
            return new TableSpec(entry.Key, file);
        throw RecipeErrors.WrongValue(entry.Value, path, "the name of a CSV, Parquet or JSON file");
    }

    private static ModelSpec ReadModel(MapReader reader)
    {
        static bool IsShare(double number) => number is >= 0 and < 1;
        var defaults = new ModelSpec();
        var model = new ModelSpec
        {
            Name = reader.Text("name") ?? defaults.Name,
            Pretrained = reader.Text("pretrained") ?? defaults.Pretrained,
            Strict = reader.Bool("strict", defaults.Strict),
            DropRate = reader.NumberOrNull("drop_rate", IsShare, "a number from 0 to below 1") ?? defaults.DropRate,
            DropPathRate = reader.NumberOrNull("drop_path_rate", IsShare, "a number from 0 to below 1") ?? defaults.DropPathRate,
            Freeze = ReadFreeze(reader),
            GradientCheckpointing = reader.Bool("gradient_checkpointing", defaults.GradientCheckpointing),
            ZeroInitLast = reader.Bool("zero_init_last", defaults.ZeroInitLast),
            Encoder = reader.Text("encoder"),
            Head = reader.Find("head") is { } head ? PartReader.Read(head, reader.PathOf("head")) : null,
            Place = new PartPlace(reader.Mark, "model"),
        };
        if (model.Encoder is not null)
            return model with { Arguments = new MapNode([.. reader.Rest], reader.Mark) };
        reader.RejectUnknown();
        return model;
    }

    private static int? ReadFreeze(MapReader reader) => reader.Find("freeze") switch
    {
        null => null,
        ScalarNode { Value: "backbone" } => ModelSpec.Backbone,
        ScalarNode { Value: long and >= 0 and <= 1000 and var stages } => (int)stages,
        { } node => throw reader.Wrong("freeze", node, "a number of stages from 0 (the stem alone), or 'backbone' for all but the classifier"),
    };

    private static LoaderSpec ReadLoader(MapReader reader)
    {
        var defaults = new LoaderSpec();
        var threads = reader.Find("threads") is ScalarNode { Value: "auto" } ? 0 : (int)reader.Integer("threads", defaults.Threads, 0, 1024);
        var prefetch = (int)reader.Integer("prefetch", defaults.Prefetch, 1, 1024);
        var cache = defaults.Cache;
        if (reader.Find("cache") is { } node && (node is not ScalarNode scalar || !ByteSize.TryParse(scalar.Text, out cache)))
            throw reader.Wrong("cache", node, "a number of bytes such as 2GB, 512MB or 0");
        reader.RejectUnknown();
        return new LoaderSpec(threads, prefetch, cache);
    }

    private static string ReadDevice(MapReader reader)
    {
        var device = reader.Text("device") ?? "auto";
        return Device().IsMatch(device) ? device : throw RecipeErrors.WrongWord(reader.Find("device")!, "device", ["auto", "cpu", "cuda", "cuda:0"]);
    }

    private static DoctorSpec ReadDoctor(MapReader reader)
    {
        const string expected = "a list of names of checks";
        var doctor = new DoctorSpec
        {
            IsStrict = reader.Bool("strict", false),
            Skip = [.. reader.Items("skip", expected).Select(item => item.Item is ScalarNode { Value: string name } ? name : throw RecipeErrors.WrongValue(item.Item, item.Path, expected))],
        };
        reader.RejectUnknown();
        return doctor;
    }

    private static DebugSpec ReadDebug(MapReader reader)
    {
        var limit = reader.IntegerOrNull("limit", 1, int.MaxValue);
        reader.RejectUnknown();
        return new DebugSpec((int?)limit);
    }

    private static ReportEntry ReadReportEntry(Node node, string path)
    {
        var reader = new MapReader(node, path);
        var title = reader.Text("title");
        var given = QueryFigure.KindNames.Where(kind => reader.Find(kind) is not null).ToList();
        reader.RejectUnknown();
        if (given is not [var kind])
            throw RecipeErrors.WrongValue(node, path, $"exactly one of {string.Join(", ", QueryFigure.KindNames)} with a query, and a title");
        return new ReportEntry(QueryFigure.ParseKind(kind), reader.Text(kind)!, title ?? kind);
    }

    private static SubmissionSpec? ReadSubmission(MapReader parent, ValueList<TableSpec> tables)
    {
        var sample = tables.Any(table => table.Name == "sample") ? "sample" : null;
        if (parent.Find("submission") is not MapNode)
            return parent.Text("submission") is { } sql ? new SubmissionSpec(sql, sample) : null;

        var reader = parent.Section("submission");
        var submission = new SubmissionSpec(reader.RequireText("query", "a query that gives the submission"), reader.Text("sample"));
        if (submission.Sample is { } name && tables.All(table => table.Name != name))
            throw RecipeErrors.WrongWord(reader.Find("sample")!, "submission.sample", [.. tables.Select(table => table.Name)]);
        reader.RejectUnknown();
        return submission;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(auto|cpu|cuda|cuda:[0-9]{1,2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
