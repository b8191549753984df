using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Models.Segmentation;

public sealed class SegmentationModelTests
{
    private const string Small = "tu-resnet10t";

    [Theory]
    [InlineData("unet", "Unet")]
    [InlineData("U-Net", "Unet")]
    [InlineData("unet++", "UnetPlusPlus")]
    [InlineData("unet_plus_plus", "UnetPlusPlus")]
    [InlineData("manet", "MAnet")]
    [InlineData("LinkNet", "Linknet")]
    [InlineData("fpn", "FPN")]
    [InlineData("pspnet", "PSPNet")]
    [InlineData("pan", "PAN")]
    [InlineData("deeplabv3", "DeepLabV3")]
    [InlineData("DeepLabV3+", "DeepLabV3Plus")]
    [InlineData("deeplab-v3-plus", "DeepLabV3Plus")]
    public void Resolve_CommonSpellings_GivesTheReferencesName(string name, string expected) =>
        Assert.Equal(expected, SegmentationRegistry.Resolve(name));

    [Theory]
    [InlineData("Unit", "resnet18", "FL2210", "'Unet'")]
    [InlineData("Unet", "resnet35", "FL2211", "'resnet34'")]
    [InlineData("Unet", "tu-resnet34dd", "FL2211", "'tu-resnet34d'")]
    [InlineData("Unet", "timm-efficientnet-b00", "FL2211", "'timm-efficientnet-b0'")]
    public void Create_UnknownName_NamesTheNearest(string architecture, string encoder, string code, string nearest)
    {
        var error = Assert.Throws<FoldlineException>(() => SegmentationRegistry.Create(architecture, encoder));
        Assert.Equal(code, error.Code);
        Assert.Contains(nearest, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unet", 64, 80, 32, "64 × 96")]
    [InlineData("Unet", 33, 64, 32, "64 × 64")]
    [InlineData("PSPNet", 60, 64, 8, "64 × 64")]
    [InlineData("DeepLabV3", 100, 100, 8, "104 × 104")]
    [InlineData("PAN", 136, 128, 16, "144 × 128")]
    public void Forward_SizeThatIsNoMultiple_SaysWhatFits(string architecture, long height, long width, int stride, string fitting)
    {
        using var scope = new TensorScope();
        using var model = SegmentationRegistry.Create(architecture, Small);
        var error = Assert.Throws<FoldlineException>(() => model.Forward(DeterministicFill.Input(1, 3, height, width)));
        Assert.Equal("FL2212", error.Code);
        Assert.Contains($"multiples of {stride}", error.Message, StringComparison.Ordinal);
        Assert.Contains(fitting, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unet", Small, 6, "FL2213")]
    [InlineData("Unet", Small, 0, "FL2213")]
    [InlineData("Unet", Small, 4, "FL2214")]
    [InlineData("UnetPlusPlus", Small, 1, "FL2213")]
    [InlineData("FPN", Small, 2, "FL2213")]
    [InlineData("PAN", Small, 4, "FL2213")]
    [InlineData("DeepLabV3Plus", Small, 2, "FL2213")]
    [InlineData("Unet", "vit_tiny_patch16_224", 5, "FL2213")]
    [InlineData("PSPNet", "vit_tiny_patch16_224", 3, "FL2213")]
    [InlineData("PSPNet", "pit_ti_224", 3, "FL2213")]
    [InlineData("Unet", "nest_tiny", 5, "FL2213")]
    [InlineData("Unet", "convmixer_768_32", 5, "FL2213")]
    [InlineData("DeepLabV3", "mit_b0", 5, "FL2215")]
    [InlineData("DeepLabV3", "tf_efficientnet_cc_b0_4e", 5, "FL2215")]
    public void Create_DepthOrEncoderThatDoesNotFit_IsRefused(string architecture, string encoder, int depth, string code)
    {
        var live = Tensor.Live;
        var error = Assert.Throws<FoldlineException>(() => SegmentationRegistry.Create(architecture, encoder, new SegmentationOptions { EncoderDepth = depth }));
        Assert.Equal(code, error.Code);
        Assert.Equal(live, Tensor.Live);
    }

    [Theory]
    [InlineData("PAN", 8)]
    [InlineData("DeepLabV3", 16)]
    [InlineData("DeepLabV3Plus", 32)]
    [InlineData("Unet", 16)]
    public void Create_OutputStrideThatTheArchitectureLacks_IsRefused(string architecture, int stride)
    {
        var error = Assert.Throws<FoldlineException>(() => SegmentationRegistry.Create(architecture, Small, new SegmentationOptions { EncoderOutputStride = stride }));
        Assert.Equal("FL2214", error.Code);
    }

    [Fact]
    public void Create_NameOfTheZooAlone_IsTheUniversalEncoder()
    {
        using var plain = SegmentationRegistry.Create("Unet", "resnet10t");
        using var universal = SegmentationRegistry.Create("Unet", Small);
        Assert.Equal(universal.StateDict().Keys, plain.StateDict().Keys);
        Assert.DoesNotContain("resnet10t", EncoderRegistry.Names);
    }

    public static TheoryData<string> Architectures => new(SegmentationRegistry.Names);

    [Theory]
    [MemberData(nameof(Architectures))]
    public void ForwardWithLabels_Training_GivesEveryUsedParameterAGradient(string architecture)
    {
        var live = Tensor.Live;
        using (new TensorScope())
        using (var generator = new TorchGenerator(7))
        {
            var options = new SegmentationOptions { Classes = 2, InChannels = 1, LabelHead = new LabelHeadOptions { Classes = 3 } };
            using var model = SegmentationRegistry.Create(architecture, Small, options, generator);
            var images = DeterministicFill.Input(2, 1, 128, 128);
            var (masks, labels) = model.ForwardWithLabels(images);
            Assert.Equal([2, 2, 128, 128], masks.Shape.ToArray());
            Assert.Equal([2, 3], labels!.Shape.ToArray());
            (masks.Sum() + labels.Sum()).Backward();
            Assert.All(model.NamedParameters(), parameter => Assert.NotNull(parameter.Value.Grad));
        }

        Assert.Equal(live, Tensor.Live);
    }

    /// <summary>Transposed and dilated convolutions of the CPU do not keep the order, so LinkNet, PAN and DeepLab do only on others.</summary>
    [Theory]
    [InlineData("Unet")]
    [InlineData("UnetPlusPlus")]
    [InlineData("MAnet")]
    [InlineData("FPN")]
    [InlineData("PSPNet")]
    public void Forward_ChannelsLast_StaysSo(string architecture)
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var generator = new TorchGenerator(7);
        using var model = SegmentationRegistry.Create(architecture, Small, new SegmentationOptions { Classes = 2, DecoderAttention = DecoderAttention.Scse }, generator);
        model.Eval().To(MemoryFormat.ChannelsLast);
        var images = DeterministicFill.Input(2, 3, 64, 64).Contiguous(memoryFormat: MemoryFormat.ChannelsLast);
        Assert.True(model.Forward(images).IsContiguous(MemoryFormat.ChannelsLast));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Forward_LeavesNothingBehindAndTheImagesAsTheyAre(string architecture)
    {
        using var outer = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var generator = new TorchGenerator(7);
        using var model = SegmentationRegistry.Create(architecture, Small, new SegmentationOptions { EncoderDepth = architecture is "FPN" ? 3 : null }, generator);
        model.Eval();
        var images = DeterministicFill.Input(1, 3, 128, 128);
        var before = images.ToArray<float>();
        var live = Tensor.Live;
        using (model.Forward(images))
            Assert.Equal(live + 1, Tensor.Live);
        Assert.Equal(before, images.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Fuse_GivesTheSameWithFewerNorms(string architecture)
    {
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var generator = new TorchGenerator(7);
        using var model = SegmentationRegistry.Create(architecture, Small, new SegmentationOptions { LabelHead = new LabelHeadOptions { Classes = 3 } }, generator);
        var images = DeterministicFill.Input(2, 3, 128, 128);
        // Some running statistics, so that the norms do something.
        model.Train();
        model.Forward(images);
        model.Eval();
        var (masks, labels) = model.ForwardWithLabels(images);

        var folded = model.Fuse(imageSize: 128);

        var (masksAfter, labelsAfter) = model.ForwardWithLabels(images);
        Assert.True(folded > model.Encoder.Depth, $"{folded} norms were folded.");
        AssertClose(masks, masksAfter);
        AssertClose(labels!, labelsAfter!);
    }

    [Fact]
    public void FreezeEncoder_LeavesDecoderAndHeadsToTraining()
    {
        using var generator = new TorchGenerator(7);
        using var model = SegmentationRegistry.Create("Unet", Small, null, generator);

        var frozen = model.FreezeEncoder();

        Assert.Equal(model.Encoder.Parameters().Sum(parameter => parameter.Count), frozen);
        Assert.All(model.NamedParameters(), entry => Assert.Equal(!entry.Key.StartsWith("encoder.", StringComparison.Ordinal), entry.Value.RequiresGrad));
        var groups = ParameterGroups.ByDecay(model, noDecay: true);
        Assert.Equal(model.NamedParameters().Count(entry => entry.Value.RequiresGrad), groups.Sum(group => group.Parameters.Count));
        Assert.Equal([false, true], groups.Select(group => group.Parameters.All(parameter => parameter.Rank <= 1)));
    }

    [Fact]
    public void Initialize_DrawsDecoderByHeAndHeadByGlorot()
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(7);
        using var model = SegmentationRegistry.Create("Unet", Small, new SegmentationOptions { Classes = 4, DecoderAttention = DecoderAttention.Scse }, generator);
        var state = model.StateDict();
        AssertUniform(state["decoder.blocks.0.conv1.0.weight"], Math.Sqrt(6.0 / (768 * 9)));
        AssertUniform(state["segmentation_head.0.weight"], Math.Sqrt(6.0 / ((16 + 4) * 9)));
        Assert.All(state["segmentation_head.0.bias"].ToArray<float>(), value => Assert.Equal(0, value));
        Assert.All(state["decoder.blocks.0.attention1.attention.cSE.1.bias"].ToArray<float>(), value => Assert.Equal(0, value));
        Assert.All(state["decoder.blocks.0.conv1.1.weight"].ToArray<float>(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Initialize_DeepLab_KeepsPyTorchsDefaults()
    {
        using var generator = new TorchGenerator(7);
        using var model = SegmentationRegistry.Create("DeepLabV3Plus", Small, null, generator);
        Assert.NotEqual(0, model.StateDict()["segmentation_head.0.bias"].ToArray<float>()[0]);
    }

    private static void AssertClose(Tensor expected, Tensor found)
    {
        var largest = expected.ToArray<float>().Max(Math.Abs);
        Assert.All(expected.ToArray<float>().Zip(found.ToArray<float>()), pair => Assert.InRange(pair.Second - pair.First, -1e-4 * largest, 1e-4 * largest));
    }

    private static void AssertUniform(Tensor weight, double bound)
    {
        var largest = weight.ToArray<float>().Max(Math.Abs);
        Assert.InRange(largest, 0.9 * bound, 1.0001 * bound);
    }
}
