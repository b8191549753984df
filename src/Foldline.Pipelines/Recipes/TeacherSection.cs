using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>Reads and writes <c>train.teacher</c>: <c>from</c> and <c>weight</c>.</summary>
internal static class TeacherSection
{
    /// <summary>Reads the section.</summary>
    /// <param name="node">Where it is written.</param>
    /// <param name="path">Its key path.</param>
    /// <exception cref="FoldlineException">FL6004 to FL6006.</exception>
    public static TeacherSpec Read(Node node, string path)
    {
        if (node is not MapNode)
            throw RecipeErrors.WrongValue(node, path, "{from: an earlier stage or the folder of a run, weight: …}");
        var reader = new MapReader(node, path);
        var teacher = new TeacherSpec(
            reader.RequireText("from", "an earlier stage or the folder of a run"),
            reader.NumberOrNull("weight", number => number > 0 && double.IsFinite(number), "a number above 0") ?? TeacherSpec.UsualWeight);
        reader.RejectUnknown();
        return teacher;
    }

    /// <summary>The section with every value spelt out.</summary>
    public static MapNode ToNode(TeacherSpec teacher) => new(
        ("from", new ScalarNode(teacher.From)),
        ("weight", new ScalarNode(teacher.Weight)));
}
