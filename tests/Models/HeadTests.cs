using Foldline.Models;
using Foldline.Models.Heads;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Optim;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Models;

/// <summary>Heads in place of a network's own classifier.</summary>
public sealed class HeadTests : IDisposable
{
    private static readonly HeadOptions Dense = new() { Units = [8, 5] };
    private static readonly HeadOptions Multi = new() { Groups = [[2, 0], [1, 3, 4]], Units = [6], Activation = ActivationKind.Tanh };

    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Families => new(ModelRegistry.Models.GroupBy(model => model.Family).Select(family => family.MinBy(model => model.Parameters)!.Name));

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
    }

    [Fact]
    public void Dense_IsLinearLayersWithActivationsBetween()
    {
        using var model = Make("resnet10t", 3, Dense);
        model.Eval();
        var features = model.ForwardFeatures(DeterministicFill.Input(2, 3, 64, 64));

        Assert.Equal(
            ["fc.hidden.0.weight", "fc.hidden.0.bias", "fc.hidden.1.weight", "fc.hidden.1.bias", "fc.output.weight", "fc.output.bias"],
            model.StateDict().Keys.Where(name => name.StartsWith("fc", StringComparison.Ordinal)));
        var state = model.StateDict();
        var x = model.ForwardHead(features, preLogits: true);
        x = x.Linear(state["fc.hidden.0.weight"], state["fc.hidden.0.bias"]).Relu();
        x = x.Linear(state["fc.hidden.1.weight"], state["fc.hidden.1.bias"]).Relu();
        x = x.Linear(state["fc.output.weight"], state["fc.output.bias"]);
        Assert.Equal(x.ToArray<float>(), model.ForwardHead(features).ToArray<float>());
    }

    [Fact]
    public void Dense_DropsWhileTraining()
    {
        using var model = Make("resnet10t", 3, Dense with { DropRate = 0.5 });
        var features = model.ForwardFeatures(DeterministicFill.Input(2, 3, 64, 64));

        Assert.NotEqual(model.ForwardHead(features).ToArray<float>(), model.ForwardHead(features).ToArray<float>());
        model.Eval();
        Assert.Equal(model.ForwardHead(features).ToArray<float>(), model.ForwardHead(features).ToArray<float>());
    }

    [Fact]
    public void Multi_GivesEachGroupAHead_InTheOrderOfTheClasses()
    {
        using var model = Make("resnet10t", 5, Multi);
        model.Eval();
        var features = model.ForwardFeatures(DeterministicFill.Input(2, 3, 64, 64));
        var state = model.StateDict();
        var pooled = model.ForwardHead(features, preLogits: true);
        var logits = model.ForwardHead(features);

        foreach (var (number, group) in Multi.Groups.Index())
        {
            var hidden = pooled.Linear(state[$"fc.heads.{number}.hidden.0.weight"], state[$"fc.heads.{number}.hidden.0.bias"]).Tanh();
            var expected = hidden.Linear(state[$"fc.heads.{number}.output.weight"], state[$"fc.heads.{number}.output.bias"]);
            foreach (var (place, label) in group.Index())
                Assert.Equal(expected.Select(1, place).ToArray<float>(), logits.Select(1, label).ToArray<float>());
        }

        Assert.DoesNotContain("fc.order", state.Keys);
    }

    [Fact]
    public void Multi_WithGroupsThatDoNotCoverTheClasses_IsAnError()
    {
        var error = Assert.Throws<FoldlineException>(() => ModelRegistry.Create("resnet10t", new ModelOptions { NumClasses = 4, Head = Multi }));
        Assert.Equal("FL2240", error.Code);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Head_FitsEveryFamily(string name)
    {
        using var plain = ModelRegistry.Create(name, new ModelOptions { NumClasses = 3 });
        using var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 3, Head = Dense });

        Assert.Equal(Trunk(plain), Trunk(model));
        Assert.All(model.ClassifierNames, classifier => Assert.Equal([8, model.HeadFeatures], model.StateDict()[$"{classifier}.hidden.0.weight"].Shape.ToArray()));

        // Several classifiers take all features each, or share them.
        var taken = plain.StateDict().Where(entry => InClassifier(plain, entry.Key) && entry.Value.Rank >= 2).Select(entry => entry.Value.Size(1)).ToList();
        Assert.True(taken.Contains(plain.HeadFeatures) || taken.Sum() == plain.HeadFeatures, string.Join(", ", taken));

        static IEnumerable<string> Trunk(ImageModel network) => network.StateDict()
            .Where(entry => !InClassifier(network, entry.Key))
            .Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.Shape.ToArray())}]");
    }

    [Theory]
    [InlineData("mobilenetv2_035", 64)]
    [InlineData("convnext_atto", 64)]
    [InlineData("levit_128s", 224)]
    [InlineData("vit_tiny_patch16_224", 224)]
    [InlineData("dla46_c", 64)]
    public void Head_OfOtherFamilies_GivesLogits(string name, int size)
    {
        using var model = Make(name, 5, Multi);
        model.Eval();
        using var noGrad = GradMode.NoGrad();
        Assert.Equal([1, 5], model.Forward(DeterministicFill.Input(1, 3, size, size)).Shape.ToArray());
    }

    [Fact]
    public void PretrainedWeights_FillTheTrunk()
    {
        var path = folder.At("plain.safetensors");
        using var plain = ModelRegistry.Create("resnet10t", null, new TorchGenerator(1));
        Save(plain, path);
        using var model = Make("resnet10t", 5, Multi);

        var mismatch = PretrainedWeights.Load(model, path);

        Assert.Equal(["fc.weight", "fc.bias"], mismatch.Unexpected);
        Assert.All(mismatch.Missing, name => Assert.StartsWith("fc.heads.", name, StringComparison.Ordinal));
        Assert.Equal(plain.StateDict()["layer4.0.conv1.weight"].ToArray<float>(), model.StateDict()["layer4.0.conv1.weight"].ToArray<float>());
    }

    [Fact]
    public void Training_TreatsTheHeadAsTheClassifier()
    {
        using var model = Make("efficientnet_b0", 5, Multi);
        var groups = ParameterGroups.Of(model, noDecay: true, layerDecay: 0.75);

        var head = model.NamedParameters().Where(entry => entry.Key.StartsWith("classifier.", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, head.Count);
        Assert.Equal(head.Count, groups.Where(group => group.LearningRateScale == 1).Sum(group => group.Parameters.Count));
        using var optimizer = new Sgd(groups, new SgdOptions { LearningRate = 0.1, WeightDecay = 0.01 });
        Assert.Equal([1], groups.Where(group => group.WeightDecay == 0).SelectMany(group => group.Parameters).Select(parameter => parameter.Rank).Distinct());
        model.FreezeBackbone();
        Assert.Equal(head.Select(entry => entry.Key), model.NamedParameters().Where(entry => entry.Value.RequiresGrad).Select(entry => entry.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Import_ReadsTheHeadOffTheFile(bool isMulti)
    {
        using var model = Make("resnet10t", 5, isMulti ? Multi with { Groups = HeadOptions.Consecutive([2, 3]) } : Dense);
        Save(model, folder.At("saved.safetensors"));

        var mismatch = new WeightImport("resnet10t", folder.At("saved.safetensors")).Write(folder.At("imported.safetensors"));

        Assert.True(mismatch.IsEmpty);
        Assert.Equal(model.StateDict().Keys, SafeTensors.ReadNames(folder.At("imported.safetensors")));
        Assert.Equal(5, ModelCard.Beside(folder.At("imported.safetensors"))!.NumClasses);
    }

    private static bool InClassifier(ImageModel model, string name) => model.ClassifierNames.Any(classifier => name.StartsWith($"{classifier}.", StringComparison.Ordinal));

    private static ImageModel Make(string name, int classes, HeadOptions head) => ModelRegistry.Create(name, new ModelOptions { NumClasses = classes, Head = head }, new TorchGenerator(7));

    private static void Save(ImageModel model, string path) => SafeTensors.Write(path, [.. model.StateDict().Select(entry => entry.Value.ToStored(entry.Key))]);
}
