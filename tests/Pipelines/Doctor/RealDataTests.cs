using Foldline.Data;
using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Doctor;

/// <summary>
/// The figures of <c>docs/doctor.md</c> on real photographs, which are not part of the repository: <c>FOLDLINE_DATA</c> names a folder with
/// <c>magnetic-tile</c> and <c>chest-xray</c>; without it nothing is tested here.
/// </summary>
public sealed class RealDataTests : IDisposable
{
    // Tiles that the table gives several numbers: by the marks on them each is one tile.
    private static readonly Dictionary<string, string> SameTile = new() { ["34"] = "11", ["35"] = "11", ["40"] = "11", ["134"] = "12", ["136"] = "46", ["107"] = "74" };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("folds={k_fold: {count: 5, seed: 1}}")]
    [InlineData("folds={train_test: {test_size: 0.25, seed: 7}}")]
    public void MagneticTiles_SplitPlainly_AreFoundOnBothSides(string folds)
    {
        var data = DataFolder("magnetic-tile");
        var recipe = RecipeFile.Load(Repository.At("recipes", "severstal.yaml"), [RecipeOverride.Parse("input.size=192"), RecipeOverride.Parse(folds)]);
        new DataDoctor(recipe, new DoctorOptions(data) { PairsPath = folder.At("pairs.csv") }).Run(new Progress<double>());

        var listed = Table(Path.Combine(data, "train_tiles.csv"), "ImageId", "tile_id").ToDictionary(row => row.First, row => row.Second);
        var reported = Table(folder.At("pairs.csv"), "id_a", "id_b").Where(pair => listed.ContainsKey(pair.First) && listed.ContainsKey(pair.Second)).ToList();
        var examination = Examination.Open(recipe, data, default);
        using var samples = examination.Data;
        var sides = samples.Train.Ids.Zip(examination.Folds!.FoldOf).ToList();
        var truth = (from i in Enumerable.Range(0, sides.Count)
                     from j in Enumerable.Range(i + 1, sides.Count - i - 1)
                     where sides[i].Second != sides[j].Second && listed[sides[i].First] == listed[sides[j].First]
                     select (i, j)).Count();
        var found = reported.Count(pair => listed[pair.First] == listed[pair.Second]);
        var wrong = reported.Count(pair => TileOf(listed[pair.First]) != TileOf(listed[pair.Second]));

        TestContext.Current.TestOutputHelper?.WriteLine($"{folds}: {found} of {truth} pairs of the table found, {reported.Count} reported, {wrong} of them wrong");
        Assert.InRange((double)found / truth, 0.8, 1);
        Assert.InRange((double)wrong / reported.Count, 0, 0.05);
    }

    [Fact]
    public void ChestXrays_OfOnePatientOnOneSide_GiveNoFinding()
    {
        var data = DataFolder("chest-xray");
        var recipe = RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"));

        var diagnosis = new DataDoctor(recipe, new DoctorOptions(data)).Run(new Progress<double>());

        Assert.All(diagnosis.Findings, finding => Assert.Equal(Severity.Note, finding.Severity));
    }

    private static string TileOf(string number) => SameTile.GetValueOrDefault(number, number);

    private static string DataFolder(string name)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("FOLDLINE_DATA") ?? "", name);
        Assert.SkipUnless(Directory.Exists(path), $"There is no folder '{path}': FOLDLINE_DATA names where the real data are.");
        return path;
    }

    private static List<(string First, string Second)> Table(string path, string first, string second)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromFile("rows", path);
        var rows = database.Query($"SELECT {first}::VARCHAR AS a, {second}::VARCHAR AS b FROM rows");
        return [.. Enumerable.Range(0, rows.RowCount).Select(row => (rows.Column("a").Text(row)!, rows.Column("b").Text(row)!))];
    }
}
