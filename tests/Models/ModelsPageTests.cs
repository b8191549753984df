using Foldline.Models;
using Foldline.Models.Heads;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Models;

/// <summary>The snippets of <c>docs/models.md</c>: each stands here word for word, so it compiles and runs.</summary>
public sealed class ModelsPageTests
{
    [Fact]
    public void Snippets_OfThePage_StandInThisFile()
    {
        var here = Squeeze(File.ReadAllText(Repository.At("tests", "Models", "ModelsPageTests.cs")));
        var snippets = File.ReadAllText(Repository.At("docs", "models.md")).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToList();

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Squeeze(snippet), here, StringComparison.Ordinal));
    }

    [Fact]
    public void Snippets_Run()
    {
        using var scope = new TensorScope();
        var images = DeterministicFill.Input(2, 1, 64, 64);
        var path = Path.Combine(Path.GetTempPath(), $"foldline-page-{Guid.NewGuid():N}.safetensors");

        using var generator = new TorchGenerator(seed: 42);
        using var model = ModelRegistry.Create("resnet34d", new ModelOptions { NumClasses = 4, InChannels = 1 }, generator);

        using var features = model.ForwardFeatures(images);
        using var pooled = model.ForwardHead(features, preLogits: true);
        using var logits = model.ForwardHead(features);
        var maps = model.ForwardIntermediates(images);

        Assert.Equal([2, 4], logits.Shape.ToArray());
        Assert.Equal(model.FeatureMaps.Select(map => (long)map.Channels), maps.Select(map => map.Size(1)));

        var head = new HeadOptions { Units = [32], Groups = HeadOptions.Consecutive([3, 1]) };
        using var headed = ModelRegistry.Create("resnet34d", new ModelOptions { NumClasses = 4, InChannels = 1, Head = head }, generator);

        Assert.Equal([3, 32], headed.StateDict()["fc.heads.0.output.weight"].Shape.ToArray());

        SafeTensors.Write(path, [.. model.StateDict().Select(entry => entry.Value.ToStored(entry.Key))]);
        var mismatch = PretrainedWeights.Load(model, path);

        Assert.True(mismatch.IsEmpty);
        File.Delete(path);

        var settings = PretrainedTable.Find(ModelRegistry.Resolve("resnet34d"));

        Assert.Equal("timm/resnet34d.ra2_in1k", settings.Repository);

        model.FreezeStages(2);
        var groups = ParameterGroups.Of(model, noDecay: true, layerDecay: 0.75);
        model.SetGradientCheckpointing();

        Assert.Equal(Math.Pow(0.75, 9), groups[0].LearningRateScale);

        var folded = model.Fuse(imageSize: 64);

        Assert.Equal(model.Modules().Count(entry => entry.Value is BatchNorm2d), folded);
    }

    private static string Squeeze(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
