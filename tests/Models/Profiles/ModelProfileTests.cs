using Foldline.Models;
using Foldline.Models.Profiles;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Models.Profiles;

public sealed class ModelProfileTests
{
    // As torchvision and timm publish them, in thousand millions.
    [Theory]
    [InlineData("resnet18", 1.82)]
    [InlineData("resnet34d", 3.91)]
    [InlineData("resnet50", 4.09)]
    [InlineData("efficientnet_b0", 0.39)]
    [InlineData("mobilenetv2_100", 0.30)]
    public void MultiplyAdds_AreThePublishedOnes(string name, double expected) =>
        Assert.Equal(expected, ModelProfile.Of(name, new ModelOptions(), 224).MultiplyAdds / 1e9, 0.015);

    [Fact]
    public void Layers_StandInTheOrderInWhichTheyRan()
    {
        var live = Tensor.Live;
        var profile = ModelProfile.Of("resnet18", new ModelOptions { NumClasses = 4, InChannels = 1 }, 64);

        Assert.Equal(live, Tensor.Live);
        Assert.Equal([1, 64, 64], profile.Input);
        Assert.Equal("conv1", profile.Layers[0].Name);
        Assert.Equal("conv2d", profile.Layers[0].Operator);
        Assert.Equal([1, 64, 32, 32], profile.Layers[0].Output);
        Assert.Equal(64 * 49, profile.Layers[0].Parameters);
        Assert.Equal(64L * 49 * 32 * 32, profile.Layers[0].MultiplyAdds);
        Assert.Equal("max_pool2d", profile.Layers[2].Operator);
        Assert.Equal("fc", profile.Layers[^1].Name);
        Assert.Equal([1, 4], profile.Layers[^1].Output);
        Assert.Equal(profile.Parameters, profile.Layers.Sum(layer => layer.Parameters));
        Assert.Equal(["conv1", "bn1", "", "layer1", "layer2", "layer3", "layer4", "fc"], profile.Summarize(1).Select(layer => layer.Name));
    }

    [Fact]
    public void Memory_GrowsWithTheBatch_AndIsWhatARunTakes()
    {
        var small = ModelProfile.Of("resnet18", new ModelOptions(), 64, batch: 4).Memory;
        var large = ModelProfile.Of("resnet18", new ModelOptions(), 64, batch: 8).Memory;
        Assert.Equal((11_689_512 * 4) + (2 * 4_800 * 4) + (20 * 8), small.Weights);
        Assert.Equal(2.0, (double)large.Activations / small.Activations, 0.1);

        using var scope = new TensorScope();
        using var model = ModelRegistry.Create("resnet18", null, new TorchGenerator(1));
        model.Train();
        var images = Aten.Zeros([8, 3, 64, 64]);
        using var meter = new CpuMemoryMeter();
        model.Forward(images);
        Assert.Equal(1.0, (double)large.Activations / meter.Current, 0.02);
    }

    [Fact]
    public void Sizes_OfTheTable_AreThoseOfTheModels()
    {
        var table = ModelSizes.Read();
        Assert.Equal(ModelRegistry.Names, table.Keys.Order(StringComparer.Ordinal));
        Assert.All(ModelRegistry.Names.Where((_, i) => i % 9 == 0), name => Assert.Equal(ModelRegistry.CountParameters(name), table[name]));
    }

    [Fact]
    [Trait("kind", "all-models")]
    public void Sizes_OfTheTable_AreThoseOfAllModels() =>
        Assert.All(ModelSizes.Read(), row => Assert.Equal(ModelRegistry.CountParameters(row.Key), row.Value));
}
