using System.Text.Json;

namespace Foldline.Tests.Cli;

public sealed class ModelCommandTests
{
    [Fact]
    public void Json_HoldsLayersAndCosts()
    {
        var run = CliRun.Of("model", "resnet10t", "--size", "64x32", "--channels", "1", "--classes", "4", "--batch", "2", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Output);
        var model = document.RootElement;
        Assert.Equal([1, 64, 32], model.GetProperty("input_size").Integers());
        var layers = model.GetProperty("layers").EnumerateArray().ToList();
        Assert.Equal("conv1.0", layers[0].GetProperty("name").GetString());
        Assert.Equal([1, 24, 32, 16], layers[0].GetProperty("output").Integers());
        Assert.Equal(model.GetProperty("multiply_adds").GetInt64(), layers.Sum(layer => layer.GetProperty("multiply_adds").GetInt64()));
        Assert.True(model.GetProperty("memory").GetProperty("training_adam").GetInt64() > 4 * model.GetProperty("memory").GetProperty("weights").GetInt64());
    }

    [Fact]
    public void Table_NamesStagesWithDepth()
    {
        var run = CliRun.Of("model", "resnet10t", "--size", "64", "--depth", "1");
        Assert.Contains("layer4", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("layer4.0", run.Output, StringComparison.Ordinal);
        Assert.Contains("multiply-adds", run.Output, StringComparison.Ordinal);
        Assert.Contains("training with Adam", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Head_StandsInPlaceOfTheClassifier()
    {
        var run = CliRun.Of("model", "resnet10t", "--size", "64", "--classes", "4", "--head", "{multi: {groups: [3, 1]}}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("fc.heads.1.output", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FL2201", "resnet19")]
    [InlineData("FL8003", "resnet10t", "--size", "big")]
    [InlineData("FL8003", "resnet10t", "--batch", "0")]
    [InlineData("FL1013", "resnet10t", "--head", "{dens: {units: [8]}}")]
    [InlineData("FL6005", "resnet10t", "--head", "[8]")]
    public void WrongArguments_AreNamed(string code, params string[] arguments)
    {
        var run = CliRun.Of(["model", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error {code}", run.Error, StringComparison.Ordinal);
    }
}
