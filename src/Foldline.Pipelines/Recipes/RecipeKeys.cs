using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>What merging and overrides must know about a recipe's keys: which exist by default and which hold named parts.</summary>
internal static class RecipeKeys
{
    private static readonly string[] SingleParts = ["folds", "model.head", "prepare", "train.loss", "train.mix", "train.optimizer", "train.schedule", "predict.tta"];
    private static readonly string[] Lists = ["augment.", "metrics.", "input.steps."];

    /// <summary>Every key a recipe may leave out, in a tree with all optional sections filled in.</summary>
    public static MapNode Schema { get; } = MakeSchema();

    /// <summary>Whether a key path holds one named part, such as <c>train.optimizer</c>, <c>augment.0</c> or <c>stages.teacher.train.loss</c>.</summary>
    public static bool IsPart(string path)
    {
        var place = StageSection.PlaceOf(path);
        return SingleParts.Contains(place) || Lists.Any(list => place.StartsWith(list, StringComparison.Ordinal) && !place[list.Length..].Contains('.'));
    }

    /// <summary>Keys that stand beside a part's name at a path.</summary>
    public static IReadOnlyList<string> KeysBesidePart(string path) => StageSection.PlaceOf(path) switch
    {
        "train.schedule" => ["every"],
        "predict.tta" => ["merge"],
        _ => [],
    };

    /// <summary>The name of the part that a node holds, or null when it holds none or several.</summary>
    public static string? PartName(Node? node, string path) => node switch
    {
        ScalarNode { Value: string name } => name,
        MapNode map when map.Keys.Except(KeysBesidePart(path)).ToList() is [var name] => name,
        _ => null,
    };

    private static MapNode MakeSchema()
    {
        var full = RecipeWriter.ToNode(new Recipe
        {
            Name = "name",
            Tables = [],
            Samples = "samples",
            Target = new TargetSpec("class", []),
            Train = new TrainSpec
            {
                Clip = new ClipSpec(),
                KeepBest = new KeepBestSpec("valid.loss", false),
                Stop = new StopSpec(5),
                Teacher = new TeacherSpec("stage"),
            },
            Submission = new SubmissionSpec("query", null),
        });
        var train = (MapNode)full.Find("train")!;
        var predict = (MapNode)full.Find("predict")!;
        full = full
            .With("input", InputSection.AllKeys)
            .With("target", TargetSection.AllKeys)
            .With("predict", predict.With("tta", new MapNode(("merge", new ScalarNode("mean")))).With("search", PredictSection.ToNode(MaskSearchSpec.Default)))
            .With("train", train.With("ema", EmaSection.AllKeys).With("schedule", new MapNode(("every", new ScalarNode("epoch")))));
        return full.With(StageSection.Path, new MapNode());
    }
}
