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

    [Fact]
    public void Options_NarrowAndSort()
    {
        var run = CliRun.Of("models", "resnet*", "--max-params", "30M", "--min-params", "5e6", "--family", "res*", "--sort", "parameters", "--pretrained", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var models = document.RootElement.EnumerateArray().ToList();
        var sizes = models.Select(model => model.GetProperty("parameters").GetInt64()).ToList();
        Assert.NotEmpty(models);
        Assert.Equal(sizes.Order(), sizes);
        Assert.All(sizes, size => Assert.InRange(size, 5_000_000, 30_000_000));
        Assert.All(models, model => Assert.StartsWith("timm/resnet", model.GetProperty("weights").GetString(), StringComparison.Ordinal));
        Assert.All(models, model => Assert.Equal(3, model.GetProperty("input_size").GetArrayLength()));
        Assert.All(models, model => Assert.NotEqual(0, model.GetProperty("tags").GetArrayLength()));
    }

    [Theory]
    [InlineData("--min-params", "many")]
    [InlineData("--sort", "beauty")]
    public void WrongOption_IsNamed(string option, string value)
    {
        var run = CliRun.Of("models", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error FL8003", run.Error, StringComparison.Ordinal);
    }
}
