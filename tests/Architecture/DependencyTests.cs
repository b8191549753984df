using System.Xml.Linq;

namespace Foldline.Tests.Architecture;

/// <summary>Cli → Pipelines → {Training, Reports} → {Models, Data} → {Imaging, Torch} → Core: arrows point down only.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["Foldline.Cli"] = 5,
        ["Foldline.Pipelines"] = 4,
        ["Foldline.Training"] = 3,
        ["Foldline.Reports"] = 3,
        ["Foldline.Models"] = 2,
        ["Foldline.Data"] = 2,
        ["Foldline.Imaging"] = 1,
        ["Foldline.Torch"] = 1,
        ["Foldline.Core"] = 0,
        ["Foldline.Torch.Generator"] = 0,
    };

    public static TheoryData<string> Projects() => new(Repository.Files("src", ".csproj").Select(Repository.Relative));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersOnlyToLowerFloors(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Floors.TryGetValue(name, out var floor), $"'{name}' has no floor yet; give it one in this test and in docs/architecture.md.");

        foreach (var reference in References(Repository.At(project)))
            Assert.True(Floors.GetValueOrDefault(reference, int.MaxValue) < floor, $"{name} refers to {reference}, which is not below it.");
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var listed = XDocument.Load(Repository.At("Foldline.slnx")).Descendants("Project").Select(item => item.Attribute("Path")!.Value);
        var present = new[] { "src", "tests", "bench" }.SelectMany(folder => Repository.Files(folder, ".csproj")).Select(Repository.Relative);

        Assert.Equal(present.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> References(string project) => XDocument.Load(project)
        .Descendants("ProjectReference")
        .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));
}
