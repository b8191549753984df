using Foldline.Models;
using Foldline.Torch;

namespace Foldline.Tests.Models;

public sealed class TokenModelTests
{
    private const int Classes = 4;
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("test_vit")]
    [InlineData("test_vit3")]
    [InlineData("levit_128s")]
    public void Forward_WithAnotherImageSize_TakesTheSizeItWasBuiltFor(string name)
    {
        var live = Tensor.Live;
        using (var scope = new TensorScope())
        using (var generator = new TorchGenerator(1))
        using (var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = Classes, ImageSize = (64, 96) }, generator))
        {
            using var noGrad = GradMode.NoGrad();
            Assert.Equal([2L, Classes], model.Forward(DeterministicFill.Input(2, 3, 64, 96)).Shape.ToArray());
            var map = model.ForwardIntermediates(DeterministicFill.Input(2, 3, 64, 96))[^1];
            Assert.Equal(64L / model.FeatureMaps[^1].Reduction, map.Size(2));
        }

        Assert.Equal(live, Tensor.Live);
    }

    [Theory]
    [InlineData("volo_d1_224", 64, 96)]
    [InlineData("coat_tiny", 64, 96)]
    [InlineData("crossvit_tiny_240", 96, 144)]
    public void Forward_WithAnotherImageSizeAndPool_GivesLogits(string name, int height, int width)
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(1);
        using var model = ModelRegistry.Create(name, new ModelOptions { NumClasses = Classes, ImageSize = (height, width), GlobalPool = GlobalPoolKind.Average, DropRate = 0.1 }, generator);
        Assert.Equal([2L, Classes], model.Forward(DeterministicFill.Input(2, 3, height, width)).Shape.ToArray());
    }

    [Fact]
    public void Forward_WithImagesOfAnotherSize_NamesBothSizes()
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(1);
        using var model = ModelRegistry.Create("test_vit", null, generator);
        var error = Assert.Throws<FoldlineException>(() => model.Forward(DeterministicFill.Input(1, 3, 64, 64)));
        Assert.Equal("FL2207", error.Code);
        Assert.Contains("160×160", error.Message, StringComparison.Ordinal);
        Assert.Contains("64×64", error.Message, StringComparison.Ordinal);
    }

    // Expected: timm's resample_abs_pos_embed with PyTorch 1.13, bicubic with antialiasing.
    [Fact]
    public void Fit_ResamplesPositionsAndKeepsTheClassTokens()
    {
        using var scope = new TensorScope();
        using var model = ModelRegistry.Create("test_vit", new ModelOptions { ImageSize = (96, 160) });
        var stored = Aten.Arange(101 * 64).Div(1000).Sin().Reshape([1, 101, 64]);
        var fitted = model.Fit("pos_embed", stored, model.StateDict()["pos_embed"])!;
        double[] expected = [0, 0.638164, 0.967641, 0.622397, 0.21409, -0.607559, -0.967722, -0.868115, -0.255768];
        Assert.Equal([1L, 61, 64], fitted.Shape.ToArray());
        Assert.Equal(expected, fitted.ToArray<float>().Where((_, i) => i % 463 == 0).Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance);
    }

    // Expected: timm's resize_rel_pos_bias_table without SciPy.
    [Fact]
    public void Fit_ResamplesBeitsBiases()
    {
        using var scope = new TensorScope();
        using var model = ModelRegistry.Create("beit_base_patch16_224", new ModelOptions { ImageSize = (256, 320) });
        const string Table = "blocks.0.attn.relative_position_bias_table";
        var stored = Aten.Arange(732 * 12).Div(1000).Sin().Reshape([732, 12]);
        var fitted = model.Fit(Table, stored, model.StateDict()[Table])!;
        double[] expected = [0, 0.697137, 0.989362, 0.604516, -0.279339, -0.960058, -0.756861, 0.0602987, 0.765266, 0.981003];
        Assert.Equal([1212L, 12], fitted.Shape.ToArray());
        Assert.Equal(expected, fitted.ToArray<float>().Where((_, i) => i % 1463 == 0).Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance);
    }

    [Theory]
    [InlineData("deit_tiny_distilled_patch16_224")]
    [InlineData("levit_128s")]
    [InlineData("volo_d1_224")]
    [InlineData("crossvit_tiny_240")]
    public void ResetClassifier_RenewsBothHeads(string name)
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(1);
        using var model = ModelRegistry.Create(name, null, generator);
        model.ResetClassifier(Classes, generator);
        var state = model.StateDict();
        Assert.Equal(2, model.ClassifierNames.Count);
        Assert.All(model.ClassifierNames, head => Assert.Equal(Classes, state[$"{head}.weight"].Size(0)));
        Assert.All(model.ClassifierNames, head => Assert.All(state[$"{head}.weight"].ToArray<float>(), value => Assert.InRange(value, -1, 1)));
    }

    [Theory]
    [InlineData(GlobalPoolKind.Token, 64)]
    [InlineData(GlobalPoolKind.Average, 64)]
    [InlineData(GlobalPoolKind.Max, 64)]
    [InlineData(GlobalPoolKind.AverageMax, 64)]
    [InlineData(GlobalPoolKind.Attention, 64)]
    public void Forward_PoolsAsAsked(GlobalPoolKind kind, int features)
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(1);
        using var model = ModelRegistry.Create("test_vit", new ModelOptions { NumClasses = 0, GlobalPool = kind }, generator);
        Assert.Equal([1L, features], model.Forward(DeterministicFill.Input(1, 3, 160, 160)).Shape.ToArray());
        Assert.Equal(kind == GlobalPoolKind.Attention, model.StateDict().ContainsKey("attn_pool.latent"));
    }

    [Fact]
    public void Forward_PoolingWithoutSense_IsAnError()
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(1);
        using var model = ModelRegistry.Create("test_vit", new ModelOptions { GlobalPool = GlobalPoolKind.ConcatenatedAverageMax }, generator);
        var error = Assert.Throws<FoldlineException>(() => model.Forward(DeterministicFill.Input(1, 3, 160, 160)));
        Assert.Equal("FL2206", error.Code);
    }

    [Fact]
    public void Forward_PoolingNone_GivesLogitsOfEveryToken()
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(1);
        using var model = ModelRegistry.Create("test_vit", new ModelOptions { NumClasses = Classes, GlobalPool = GlobalPoolKind.None }, generator);
        Assert.Equal([1L, 101, Classes], model.Forward(DeterministicFill.Input(1, 3, 160, 160)).Shape.ToArray());
    }
}
