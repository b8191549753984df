using Foldline.Models;
using Foldline.Torch;

namespace Foldline.Tests.Models;

/// <summary>Networks without pooling and without classifier, as decoders and other heads use them.</summary>
public sealed class GlobalPoolTests
{
    [Theory]
    [InlineData("test_resnet")]
    [InlineData("test_efficientnet")]
    [InlineData("test_vit")]
    [InlineData("test_convnext2")]
    [InlineData("test_byobnet")]
    [InlineData("lcnet_035")]
    [InlineData("pvt_v2_b0")]
    [InlineData("efficientvit_m0")]
    public void Forward_WithoutPoolAndClasses_GivesTheFeatures(string name)
    {
        var live = Tensor.Live;
        using (new TensorScope())
        using (var generator = new TorchGenerator(1))
        using (var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = 0, GlobalPool = GlobalPoolKind.None, ImageSize = 64 }, generator))
        {
            using var noGrad = GradMode.NoGrad();
            model.Eval();
            var images = DeterministicFill.Input(1, 3, 64, 64);
            Tensor whole;
            using (var inner = new TensorScope())
                whole = inner.Keep(model.Forward(images));
            var features = model.ForwardFeatures(images);
            var head = model.ForwardHead(features, preLogits: true);

            Assert.Equal(whole.ToArray<float>(), head.ToArray<float>());
            Assert.True(features.ToArray<float>().Length > 0);
        }

        Assert.Equal(live, Tensor.Live);
    }
}
