using Foldline.Models;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Models.Weights;

public sealed class EncoderWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("resnet18", "resnet18")]
    [InlineData("timm-regnety_002", "regnety_002")]
    [InlineData("tu-test_convnext", "test_convnext")]
    [InlineData("tu-mobilenetv3_small_050", "mobilenetv3_small_050")]
    [InlineData("tu-test_nfnet", "test_nfnet")]
    public void Load_OfAClassifiersFile_GivesItsMaps(string name, string network)
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var generator = new TorchGenerator(3);
        using var classifier = ModelRegistry.Create(EncoderWeights.NetworkOf(name), generator: generator);
        var path = folder.At("model.safetensors");
        SafeTensors.Write(path, [.. classifier.StateDict().Select(entry => entry.Value.ToStored(entry.Key))]);
        using var encoder = EncoderRegistry.Create(name, generator: generator);

        EncoderWeights.Load(encoder, path);

        classifier.Eval();
        encoder.Eval();
        var images = DeterministicFill.Input(1, 3, 64, 64);
        Assert.Equal(network, classifier.Name);
        Assert.Equal(classifier.ForwardIntermediates(images)[^1].ToArray<float>(), encoder.ForwardFeatures(images)[^1].ToArray<float>());
    }
}
