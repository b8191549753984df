using System.Text;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Yaml;

namespace Foldline.Tests.Pipelines.Yaml;

[Trait("kind", "fuzz")]
public sealed class HostileYamlTests
{
    public static TheoryData<string, string> Documents => new()
    {
        { "a: &x [1]\nb: *x", "FL6003" },
        { "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "FL6003" },
        { "a: !!python/object:os.system [x]", "FL6003" },
        { "a: !<tag:evil> x", "FL6003" },
        { new string('[', 100_000), "FL6003" },
        { string.Concat(Enumerable.Repeat("{a: ", 50_000)), "FL6003" },
        { new string('x', NodeReader.MaxLength + 1), "FL6003" },
        { "a: 1\n---\nb: 2", "FL6003" },
        { "? [a, b]\n: c", "FL6003" },
        { "a: 1\na: 2", "FL6007" },
        { "a: [1", "FL6002" },
        { "a: 'x", "FL6002" },
        { "a:\n\t- b: 1", "FL6002" },
        { "a: b: c", "FL6002" },
        { "a: %", "FL6002" },
        { "%YAML 9.9\n---\na: 1", "FL6002" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Read_OfAHostileDocument_GivesTheError(string yaml, string code)
    {
        var error = Assert.Throws<FoldlineException>(() => NodeReader.Read(yaml, "hostile.yaml"));

        Assert.Equal(code, error.Code);
        Assert.Equal("hostile.yaml", error.Facts["file"]);
    }

    [Fact]
    public void Read_OfMangledRecipes_GivesARecipeOrAnError()
    {
        var original = Encoding.UTF8.GetBytes(File.ReadAllText(Repository.At("recipes", "vinbigdata.yaml")));
        for (var run = 0; run < 400; run++)
        {
            var random = CounterRandom.For(1, (ulong)run);
            var bytes = original.ToArray();
            for (var change = random.NextInt32(6); change >= 0; change--)
                bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            try
            {
                RecipeReader.Read(NodeReader.Read(Encoding.UTF8.GetString(bytes), "mangled.yaml"));
            }
            catch (FoldlineException e)
            {
                Assert.True(e.IsUserError, $"run {run}: {e}");
            }
        }
    }
}
