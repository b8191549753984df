using System.Text.Json;
using Foldline.Models;

namespace Foldline.Tests.Cli;

public sealed class ModelsCommandTests
{
    [Fact]
    public void Json_IsAnArrayOfNameFamilyAndParameters()
    {
        var run = CliRun.Of("models", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var names = document.RootElement.EnumerateArray().Select(model => model.GetProperty("name").GetString()!).ToList();
        Assert.Equal(ModelRegistry.Names, names);
        Assert.All(document.RootElement.EnumerateArray(), model => Assert.True(model.GetProperty("parameters").GetInt64() > 0));
        Assert.All(document.RootElement.EnumerateArray(), model => Assert.NotEqual("", model.GetProperty("family").GetString()));
    }

    [Fact]
    public void Text_NarrowsTheList()
    {
        var run = CliRun.Of("models", "resnet18");

        Assert.Contains("resnet18", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("resnet50", run.Output, StringComparison.Ordinal);
        Assert.Contains("11,689,512", run.Output, StringComparison.Ordinal);
    }
}
