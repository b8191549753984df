using System.Text.RegularExpressions;
using Foldline.Cli;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Torch.Optim;
using Foldline.Training.Losses;
using Foldline.Training.Metrics;
using Foldline.Training.Metrics.Masks;
using Foldline.Training.Schedules;

namespace Foldline.Tests.Docs;

/// <summary>What the pages show is what the program understands.</summary>
public sealed partial class DocumentationTests
{
    private const string ExampleRecipe = "recipes/vinbigdata.yaml";

    public static TheoryData<string, string> Commands() => new(
        from snippet in Snippet.All()
        where snippet.Language == "sh"
        from line in snippet.Lines()
        where line.Contains("./foldline", StringComparison.Ordinal)
        select ($"{snippet.Page}:{snippet.Line}", line));

    public static TheoryData<string, string> Yaml() => new(
        Snippet.All().Where(snippet => snippet.Language == "yaml").Select(snippet => ($"{snippet.Page}:{snippet.Line}", snippet.Text)));

    public static TheoryData<string> RecipeKeys() => new(
        KeyRow().Matches(File.ReadAllText(Repository.At("docs", "recipes.md"))).Select(match => match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_IsUnderstood(string place, string line)
    {
        var words = ShellWords.Split(line).SkipWhile(word => word != "./foldline").Skip(1).ToList();

        new CommandLine(new Terminal(TextWriter.Null, TextWriter.Null)).Parse(words);

        var recipe = words.Find(word => word.EndsWith(".yaml", StringComparison.Ordinal));
        Assert.True(recipe is null || File.Exists(Repository.At(recipe)), $"{place}: there is no {recipe}");
        if (recipe is not null)
            RecipeFile.Load(Repository.At(recipe), words.Where(RecipeOverride.IsOverride).Select(RecipeOverride.Parse));
    }

    [Theory]
    [MemberData(nameof(Yaml))]
    public void Yaml_IsARecipeOrAPartOfOne(string place, string text)
    {
        var recipe = RecipeFile.Parse($"extends: {Repository.At(ExampleRecipe)}\n{text}\n", place);

        Assert.NotEmpty(recipe.Name);
    }

    [Theory]
    [MemberData(nameof(RecipeKeys))]
    public void Key_OfTheRecipePage_Exists(string key)
    {
        // Setting a key to nothing is wrong for many of them; only a key that does not exist is refused with these codes.
        var refused = Record.Exception(() => RecipeFile.Load(Repository.At(ExampleRecipe), RecipeOverride.Parse($"{key}=null"))) as FoldlineException;

        Assert.False(refused?.Code is "FL6004" or "FL6009", refused?.Message);
    }

    [Fact]
    public void Metrics_OnTheirPage_AreThoseThatRecipesCanName() => Assert.Equal(
        MetricTable.Standard.Names.Union(MaskMetricTable.Standard.Names).Order(StringComparer.Ordinal),
        NamesOfRows("metrics.md").Distinct());

    [Fact]
    public void Losses_OnTheirPage_AreThoseThatRecipesCanName() => Assert.Equal(LossTable.Standard.Names, NamesOfRows("losses.md"));

    [Fact]
    public void Transforms_OnTheirPage_AreThoseThatRecipesCanName()
    {
        var rows = File.ReadAllLines(Repository.At("docs", "transforms.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var names = rows.SelectMany(row => Code().Matches(row.Split('|')[1])).Select(match => match.Groups[1].Value).ToList();

        Assert.Empty(names.Except([.. ImageTransforms.Table.Names, .. TtaSet.Table.Names]));
        Assert.Empty(ImageTransforms.Table.Names.Concat(TtaSet.Table.Names).Except(names));
    }

    [Fact]
    public void Optimizers_OnTheirPage_AreThoseThatRecipesCanName() => Assert.Equal(OptimizerTable.Standard.Names, NamesOfRows("optimizers.md"));

    [Fact]
    public void Schedules_OnTheirPage_AreThoseThatRecipesCanName() => Assert.Equal(ScheduleTable.Standard.Names, NamesOfRows("schedules.md"));

    [Fact]
    public void Keys_OfTheExampleRecipe_AreOnTheRecipePage()
    {
        var page = RecipeKeys().Select(row => row.Data).ToHashSet(StringComparer.Ordinal);
        var sections = page.Where(key => key.Contains('.')).Select(key => key.Split('.')[0]).Concat(["augment", "report", "oof", "submission"]).ToHashSet(StringComparer.Ordinal);
        var yaml = RecipeWriter.ToYaml(RecipeFile.Load(Repository.At(ExampleRecipe)));

        var missing = TopLevelKey().Matches(yaml).Select(match => match.Groups[1].Value).Where(key => !page.Contains(key) && !sections.Contains(key));

        Assert.Empty(missing);
    }

    [Fact]
    public void TestOptions_OnThePages_AreThoseOfTheScript()
    {
        var script = File.ReadAllText(Repository.At("test"));
        var options = Snippet.All().Where(snippet => snippet.Language == "sh").SelectMany(snippet => snippet.Lines())
            .Where(line => line.StartsWith("./test", StringComparison.Ordinal))
            .SelectMany(ShellWords.Split)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal));

        Assert.All(options, option => Assert.Contains($" {option})", script, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_BetweenPages_LeadSomewhere()
    {
        var dead =
            from page in Snippet.Pages()
            from Match match in Link().Matches(File.ReadAllText(page))
            let target = Path.Combine(Path.GetDirectoryName(page)!, match.Groups[1].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Repository.Relative(page)}: {match.Groups[1].Value}";

        Assert.Empty(dead);
    }

    [GeneratedRegex(@"^\| `([a-z_]+(?:\.[a-z_]+)*)` \|", RegexOptions.Multiline)]
    private static partial Regex KeyRow();

    private static IEnumerable<string> NamesOfRows(string page) => File.ReadAllLines(Repository.At("docs", page))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(row => Code().Matches(row.Split('|')[1]))
        .Select(match => match.Groups[1].Value)
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("`([a-z_0-9]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^([a-z_]+):", RegexOptions.Multiline)]
    private static partial Regex TopLevelKey();

    // Pictures are left out: they are made by running the program.
    [GeneratedRegex(@"\]\((?!https?:|#|docs/images/)([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
