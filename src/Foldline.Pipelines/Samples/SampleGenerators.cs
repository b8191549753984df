using Foldline.Pipelines.Samples.Catheters;
using Foldline.Pipelines.Samples.ChestXray;
using Foldline.Pipelines.Samples.Eeg;
using Foldline.Pipelines.Samples.Seti;
using Foldline.Pipelines.Samples.Steel;

namespace Foldline.Pipelines.Samples;

/// <summary>The table of sample data sets.</summary>
public static class SampleGenerators
{
    /// <summary>All generators in the order of their names.</summary>
    public static IReadOnlyList<SampleGenerator> All { get; } = [new EegSample(), new CatheterSample(), new SetiSample(), new SteelSample(), new VinBigDataSample()];

    /// <summary>Finds a generator.</summary>
    /// <param name="name">Name of a recipe, or the path of its file.</param>
    /// <exception cref="FoldlineException">FL6050: there is no sample for this recipe.</exception>
    public static SampleGenerator Find(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var names = All.Select(generator => generator.Name).ToList();
        return All.FirstOrDefault(generator => generator.Name == stem) ?? throw FoldlineException.User(
            "FL6050",
            $"There is no sample data set '{stem}'.{NearestName.Hint(stem, names)}",
            null,
            ("found", stem),
            ("expected", string.Join(", ", names)),
            ("nearest", NearestName.Find(stem, names) ?? ""));
    }
}
