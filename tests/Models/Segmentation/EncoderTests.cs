using Foldline.Models;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;

namespace Foldline.Tests.Models.Segmentation;

public sealed class EncoderTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("resnet10t")]
    [InlineData("mobilenetv3_small_050")]
    [InlineData("regnetx_002")]
    [InlineData("convnext_atto")]
    [InlineData("ghostnet_050")]
    [InlineData("densenet121")]
    [InlineData("vgg11_bn")]
    [InlineData("test_nfnet")]
    [InlineData("resnetv2_18")]
    [InlineData("selecsls42")]
    [InlineData("dpn48b")]
    public void Universal_GivesTheMapsOfTheNetwork(string name)
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var network = ModelRegistry.Create(name, new ModelOptions { NumClasses = 0 });
        var skipped = network.FeatureMaps.Count(map => map.Reduction == 1);
        var depth = Math.Min(5, network.FeatureMaps.Count - skipped);
        using var encoder = EncoderRegistry.Create($"tu-{name}", new EncoderOptions { Depth = depth });
        network.Eval();
        encoder.Eval();
        DeterministicFill.Fill(network);
        var weights = network.StateDict();
        foreach (var (key, value) in encoder.StateDict())
            value.CopyInPlace(weights[InTheNetwork(key, weights.Keys)]);
        var images = DeterministicFill.Input(1, 3, 64, 64);

        var expected = network.ForwardIntermediates(images);
        var found = encoder.ForwardFeatures(images);

        Assert.Same(images, found[0]);
        Assert.Equal(encoder.OutChannels, found.Select(map => (int)map.Size(1)));
        Assert.All(expected.Skip(skipped).Take(depth).Zip(found.Skip(1)), pair => Assert.Equal(pair.First.ToArray<float>(), pair.Second.ToArray<float>()));
    }

    /// <summary>Its arithmetic is that of timm's port for images of the size that it is made for, and its tensors stand in the same order.</summary>
    [Theory]
    [InlineData("efficientnet-b0", "tf_efficientnet_b0", 224)]
    [InlineData("efficientnet-b1", "tf_efficientnet_b1", 240)]
    public void EfficientNetPytorch_IsTimmsPort(string name, string port, int size)
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var network = ModelRegistry.Create(port, new ModelOptions { NumClasses = 0 });
        using var encoder = EncoderRegistry.Create(name);
        network.Eval();
        encoder.Eval();
        DeterministicFill.Fill(network);
        var (source, target) = (network.StateDict().Values.ToList(), encoder.StateDict().Values.ToList());
        Assert.Equal(source.Count, target.Count);
        foreach (var (from, to) in source.Zip(target))
            to.CopyInPlace(from);
        var images = DeterministicFill.Input(1, 3, size, size);

        var expected = network.ForwardIntermediates(images).Skip(1);
        var found = encoder.ForwardFeatures(images).Skip(2);

        Assert.All(expected.Zip(found), pair => AssertClose(pair.First, pair.Second));
    }

    [Fact]
    public void EfficientNetPytorch_HasThePackagesNames()
    {
        using var encoder = EncoderRegistry.Create("efficientnet-b0");
        string[] first =
        [
            "_conv_stem.weight", "_bn0.weight", "_bn0.bias", "_bn0.running_mean", "_bn0.running_var", "_bn0.num_batches_tracked",
            "_blocks.0._depthwise_conv.weight",
        ];
        var names = encoder.StateDict().Keys.ToList();
        Assert.Equal(first, names[..first.Length]);
        Assert.Equal("_blocks.1._expand_conv.weight", names.First(name => name.StartsWith("_blocks.1.", StringComparison.Ordinal)));
        Assert.Contains("_blocks.15._se_expand.bias", names);
        Assert.Equal("_bn1.num_batches_tracked", names[^1]);
    }

    [Fact]
    public void Dpn_GivesBothPathsAfterARelu()
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var encoder = EncoderRegistry.Create("dpn68", new EncoderOptions { Depth = 4 });
        encoder.Eval();
        DeterministicFill.Fill(encoder);
        var maps = encoder.ForwardFeatures(DeterministicFill.Input(1, 3, 64, 64));
        Assert.Equal([3, 10, 144, 320, 704], encoder.OutChannels);
        Assert.Equal(encoder.OutChannels, maps.Select(map => (int)map.Size(1)));
        Assert.All(maps.Skip(2), map => Assert.Equal(0, map.ToArray<float>().Min()));
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("timm-regnety_002")]
    [InlineData("timm-mobilenetv3_small_075")]
    [InlineData("efficientnet-b0")]
    [InlineData("dpn68")]
    [InlineData("tu-mobilenetv3_small_050")]
    [InlineData("tu-resnet10t")]
    public void OutputStride_MakesTheDeepestMapsLarger(string name)
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        foreach (var stride in new[] { 32, 16, 8 })
        {
            using var generator = new TorchGenerator(1);
            using var encoder = EncoderRegistry.Create(name, new EncoderOptions { OutputStride = stride }, generator);
            encoder.Eval();
            var maps = encoder.ForwardFeatures(DeterministicFill.Input(1, 3, 64, 64));
            Assert.Equal([64, 32, 16, 8, Math.Max(4, 64 / stride), 64 / stride], maps.Select(map => map.Size(3)));
        }
    }

    private static string InTheNetwork(string key, IEnumerable<string> names)
    {
        var name = key["model.".Length..];
        return names.First(candidate => candidate.Replace('.', '_') == name.Replace('.', '_'));
    }

    private static void AssertClose(Tensor expected, Tensor found)
    {
        Assert.Equal(expected.Shape.ToArray(), found.Shape.ToArray());
        var (a, b) = (expected.ToArray<float>(), found.ToArray<float>());
        var scale = a.Max(Math.Abs);
        Assert.All(a.Zip(b), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= Tolerance * scale));
    }
}
