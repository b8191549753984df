using Foldline.Models;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;

namespace Foldline.Tests.Models;

/// <summary>Groups of parameters, freezing and gradient checkpointing.</summary>
public sealed class TrainingOptionsTests : IDisposable
{
    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();

    public static TheoryData<string> Kinds => new("resnet18", "resnet50_gn", "seresnet18", "efficientnet_b0", "mobilenetv2_035");

    public static TheoryData<string> OtherKinds => new(
        "test_vit", "test_convnext", "test_byobnet", "test_nfnet", "test_resnet", "pvt_v2_b0", "edgenext_xx_small", "mobilevit_xxs", "regnetx_002", "repvit_m0_9", "ghostnet_050",
        "coat_tiny", "efficientvit_m0");

    public void Dispose()
    {
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
    }

    // Layers and numbers of parameters (tensors) of timm's param_groups_layer_decay with a decay of 0.75.
    [Theory]
    [InlineData("resnet18", 10, "stem 1/2 0.0751", "1 2/4 0.1001", "3 3/6 0.1780", "head 1/1 1.0000")]
    [InlineData("efficientnet_b0", 18, "stem 1/2 0.0075", "1 4/6 0.0100", "3 5/8 0.0178", "16 6/10 0.7500", "head 1/1 1.0000")]
    [InlineData("volo_d1_224", 23, "5 1/1 0.0075", "6 4/7 0.0100", "20 5/7 0.5625", "21 5/9 0.7500", "head 2/2 1.0000")]
    [InlineData("coat_tiny", 19, "1 4/8 0.0075", "12 8/20 0.1780", "17 9/27 0.7500", "head 1/1 1.0000")]
    [InlineData("crossvit_9_dagger_240", 5, "1 28/56 0.4219", "3 28/60 0.7500", "head 2/2 1.0000")]
    public void LayerDecay_IsTimms(string name, int layers, params string[] expected)
    {
        using var model = ModelRegistry.Create(name);
        var groups = ParameterGroups.Of(model, noDecay: true, layerDecay: 0.75);

        Assert.Equal(layers, new LayerNumbers(model, coarse: false).Count);
        Assert.Equal(model.Parameters().Count, groups.Sum(group => group.Parameters.Count));
        foreach (var text in expected)
        {
            var words = text.Split(' ');
            var layer = words[0] switch { "stem" => 0, "head" => layers - 1, var number => int.Parse(number) };
            var scale = Math.Pow(0.75, layers - 1 - layer);
            var pair = groups.Where(group => Math.Abs(group.LearningRateScale - scale) < 1e-12).ToList();
            var counts = words[1].Split('/').Select(int.Parse).ToList();
            Assert.Equal(words[2], scale.ToString("0.0000"));
            Assert.Equal(counts, pair.OrderBy(group => group.Parameters[0].Rank <= 1).Select(group => group.Parameters.Count));
        }
    }

    [Fact]
    public void Groups_WithoutOptions_AreOneInTheOrderOfTheStateDict()
    {
        using var model = ModelRegistry.Create("resnet18");
        Assert.Equal(model.Parameters(), Assert.Single(ParameterGroups.Of(model)).Parameters);
    }

    [Fact]
    public void NoDecay_SparesVectors()
    {
        using var model = ModelRegistry.Create("resnet18");
        using var optimizer = new Sgd(ParameterGroups.Of(model, noDecay: true), new SgdOptions { LearningRate = 0.1, WeightDecay = 0.01 });
        Assert.Equal([0.01, 0], optimizer.Groups.Select(group => group.WeightDecay));
        Assert.All(optimizer.Groups[1].Parameters, parameter => Assert.Equal(1, parameter.Rank));
        Assert.All(optimizer.Groups[0].Parameters, parameter => Assert.True(parameter.Rank > 1));
    }

    [Fact]
    public void LayerDecay_ScalesTheRateInForce()
    {
        using var model = ModelRegistry.Create("resnet18");
        using var optimizer = new Sgd(ParameterGroups.Of(model, layerDecay: 0.5), new SgdOptions { LearningRate = 0.1 });
        Assert.Equal(0.1, optimizer.Groups[^1].LearningRate);
        Assert.Equal(0.1 / 512, optimizer.Groups[0].LearningRate, 12);
        Assert.All(optimizer.Groups, group => Assert.Equal(0.1, group.InitialLearningRate));
    }

    [Fact]
    public void FreezeStages_StopsGradientsAndStatistics()
    {
        using var model = ModelRegistry.Create("resnet18", new ModelOptions { NumClasses = 3 }, new TorchGenerator(1));
        Assert.Equal(9_408 + 128 + 147_968 + 525_568, model.FreezeStages(2));
        var before = model.StateDict().ToDictionary(entry => entry.Key, entry => entry.Value.ToArray<float>());

        model.Train();
        model.Forward(DeterministicFill.Input(4, 3, 64, 64)).Sum().Backward();
        foreach (var (name, parameter) in model.NamedParameters())
        {
            using var grad = parameter.Grad;
            Assert.Equal(name.StartsWith("layer3", StringComparison.Ordinal) || name.StartsWith("layer4", StringComparison.Ordinal) || name.StartsWith("fc", StringComparison.Ordinal), grad is not null);
        }

        var after = model.StateDict();
        Assert.Equal(before["layer2.1.bn2.running_mean"], after["layer2.1.bn2.running_mean"].ToArray<float>());
        Assert.NotEqual(before["layer3.0.bn1.running_mean"], after["layer3.0.bn1.running_mean"].ToArray<float>());
        Assert.DoesNotContain(model.StateDict()["conv1.weight"], ParameterGroups.Of(model).SelectMany(group => group.Parameters));
    }

    [Fact]
    public void FreezeBackbone_LeavesTheClassifier()
    {
        using var model = ModelRegistry.Create("efficientnet_b0", new ModelOptions { NumClasses = 3 }, new TorchGenerator(1));
        model.FreezeBackbone();
        Assert.Equal(["classifier.weight", "classifier.bias"], model.NamedParameters().Where(entry => entry.Value.RequiresGrad).Select(entry => entry.Key));
        model.Train();
        Assert.All(model.Modules().Where(entry => entry.Value is BatchNorm2d), entry => Assert.False(entry.Value.Training));
    }

    [Theory]
    [InlineData("volo_d1_224", "aux_head.weight", "aux_head.bias", "head.weight", "head.bias")]
    [InlineData("crossvit_tiny_240", "head.0.weight", "head.0.bias", "head.1.weight", "head.1.bias")]
    public void FreezeBackbone_LeavesAllClassifiers(string name, params string[] expected)
    {
        using var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 3 });
        model.FreezeBackbone();
        Assert.Equal(expected, model.NamedParameters().Where(entry => entry.Value.RequiresGrad).Select(entry => entry.Key));
    }

    [Fact]
    public void FreezeStages_MoreThanThereAre_IsAnError()
    {
        using var model = ModelRegistry.Create("resnet18");
        var error = Assert.Throws<FoldlineException>(() => model.FreezeStages(5));
        Assert.Equal("FL2239", error.Code);
        Assert.Contains("it has 4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GradientCheckpointing_GivesTheSameGradients_WithLessMemory(string name)
    {
        var (plain, kept) = Step(name, checkpointing: false);
        var (again, less) = Step(name, checkpointing: true);

        Assert.Equal(plain.Count, again.Count);
        foreach (var (parameter, expected) in plain)
        {
            var scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(again[parameter]), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-5 * scale, $"{parameter}: {pair}"));
        }

        Assert.True(less < 0.6 * kept, $"{less:N0} of {kept:N0} bytes");
    }

    // The outputs are compared with the gradients.
    [Theory]
    [MemberData(nameof(OtherKinds))]
    public void GradientCheckpointing_OfOtherKinds_GivesTheSame(string name)
    {
        var (plain, kept) = Step(name, checkpointing: false, side: 64);
        var (again, less) = Step(name, checkpointing: true, side: 64);

        Assert.Equal(plain.Keys, again.Keys);
        foreach (var (tensor, expected) in plain)
        {
            var allowed = 1e-5 * expected.Max(Math.Abs);
            Assert.True(expected.Zip(again[tensor]).All(pair => Math.Abs(pair.First - pair.Second) <= allowed), tensor);
        }

        Assert.True(less < kept, $"{less:N0} of {kept:N0} bytes");
    }

    private static (Dictionary<string, float[]> Gradients, long Kept) Step(string name, bool checkpointing, int side = 96)
    {
        using var defaults = TorchGenerator.Default(Device.Cpu);
        defaults.Seed(2);
        using var inner = new TensorScope();
        using var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 3, DropRate = 0.2, DropPathRate = 0.2, ImageSize = side }, new TorchGenerator(1));
        if (checkpointing)
            Assert.True(model.SetGradientCheckpointing() > 1);
        model.Train();
        var images = DeterministicFill.Input(4, 3, side, side);
        using var meter = new CpuMemoryMeter();
        var logits = model.Forward(images);
        var kept = meter.Current;
        logits.Sum().Backward();
        var gradients = model.NamedParameters().ToDictionary(entry => entry.Key, entry => entry.Value.Grad!.ToArray<float>());
        gradients.Add("logits", logits.ToArray<float>());
        return (gradients, kept);
    }
}
