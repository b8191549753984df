using Foldline.Models;
using Foldline.Torch;

namespace Foldline.Tests.Models;

public sealed class ModelRegistryTests
{
    [Fact]
    public void Create_UnknownName_NamesTheNearest()
    {
        var error = Assert.Throws<FoldlineException>(() => ModelRegistry.Create("resnet34dd"));
        Assert.Equal("FL2201", error.Code);
        Assert.Contains("'resnet34d'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet34d", "resnet34d")]
    [InlineData("resnet34d.ra2_in1k", "resnet34d.ra2_in1k")]
    [InlineData("gluon_resnet50_v1d", "resnet50d.gluon_in1k")]
    [InlineData("tv_resnet34", "resnet34.tv_in1k")]
    public void Resolve_OldAndTaggedNames_GivesTimmsName(string name, string expected) =>
        Assert.Equal(expected, ModelRegistry.Resolve(name).ToString());

    [Fact]
    public void DeprecatedNames_AllLeadToAModel() =>
        Assert.All(DeprecatedNames.All, name => ModelRegistry.Resolve(name));

    [Fact]
    public void DeprecatedNames_AreTimms()
    {
        var reference = Oracle.ReadJson("models/timm/_deprecated_names").GetProperty("deprecated");
        foreach (var entry in reference.EnumerateObject())
        {
            var known = ModelRegistry.Names.Contains(ModelName.Parse(entry.Value.GetString()!).Architecture);
            Assert.Equal(known ? entry.Value.GetString() : null, DeprecatedNames.Find(entry.Name));
        }
    }

    [Theory]
    [InlineData("resnet18", "resnet", 11_689_512)]
    [InlineData("resnet34d", "resnet", 21_816_904)]
    [InlineData("efficientnet_b0", "efficientnet", 5_288_548)]
    [InlineData("tf_efficientnetv2_s", "efficientnet", 21_458_488)]
    public void Models_ListSizesWithTheDefaultOptions(string name, string family, long parameters) =>
        Assert.Contains(new ModelInfo(name, family, parameters), ModelRegistry.Models);

    [Fact]
    public void Initialize_SameSeed_GivesTheSameWeights()
    {
        using var first = ModelRegistry.Create("resnet10t", null, new TorchGenerator(7));
        using var second = ModelRegistry.Create("resnet10t", null, new TorchGenerator(7));
        using var other = ModelRegistry.Create("resnet10t", null, new TorchGenerator(8));
        Assert.Equal(Weights(first), Weights(second));
        Assert.NotEqual(Weights(first), Weights(other));

        static float[] Weights(ImageModel model) => model.StateDict()["layer1.0.conv1.weight"].ToArray<float>();
    }

    [Fact]
    public void ResetClassifier_ChangesTheClassesAlone()
    {
        var live = Tensor.Live;
        using (new TensorScope())
        using (var model = ModelRegistry.Create("resnet10t", null, new TorchGenerator(7)))
        {
            model.ResetClassifier(3, new TorchGenerator(1));
            Assert.Equal([2, 3], model.Forward(DeterministicFill.Input(2, 3, 64, 64)).Shape.ToArray());
            model.ResetClassifier(0, new TorchGenerator(1));
            Assert.Equal([2, 512], model.Forward(DeterministicFill.Input(2, 3, 64, 64)).Shape.ToArray());
        }

        Assert.Equal(live, Tensor.Live);
    }

    [Fact]
    public void Forward_Training_GivesEveryParameterAGradient()
    {
        using var scope = new TensorScope();
        var options = new ModelOptions { NumClasses = 2, DropRate = 0.1, DropPathRate = 0.1 };
        using var model = ModelRegistry.Create("seresnet18", options, new TorchGenerator(7));
        model.Forward(DeterministicFill.Input(2, 3, 64, 64)).Sum().Backward();
        Assert.All(model.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }
}
