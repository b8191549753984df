using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Models.Segmentation;

/// <summary>Every architecture takes every network of the zoo that gives a pyramid of feature maps.</summary>
public sealed class AnyEncoderTests
{
    private static readonly string[] Architectures = ["Unet", "UnetPlusPlus", "MAnet", "Linknet", "FPN", "PSPNet", "PAN", "DeepLabV3", "DeepLabV3Plus"];

    // Parallel branches, and attention whose windows or tables have one size: strides cannot be traded for dilation.
    private static readonly HashSet<string> Undilated =
        new(["coat", "efficientformer", "efficientformer_v2", "efficientvit_msra", "gcvit", "hrnet", "maxxvit", "mvitv2", "nasnet", "pnasnet", "swin_transformer", "swin_transformer_v2", "swin_transformer_v2_cr", "twins", "xception", "xception_aligned"], StringComparer.Ordinal);

    /// <summary>The smallest network of each family that has a pyramid.</summary>
    public static TheoryData<string> Smallest => [.. ModelRegistry.Models
        .GroupBy(model => model.Family)
        .Select(family => family.MinBy(model => model.Parameters)!.Name)
        .Where(HasPyramid)];

    [Theory]
    [InlineData("test_convnext")]
    [InlineData("test_nfnet")]
    [InlineData("cs3darknet_focus_s")]
    public void Architectures_GiveMasksOfTheImagesSize(string encoder) => Check(encoder, 128);

    [Theory]
    [Trait("kind", "all-models")]
    [MemberData(nameof(Smallest))]
    public void Architectures_OfEveryFamily_GiveMasksOfTheImagesSize(string encoder)
    {
        using var network = ModelRegistry.Create(encoder);
        Check(encoder, network.UsualSize.Height == 256 ? 256 : 224);
    }

    private static bool HasPyramid(string name)
    {
        using var network = ModelRegistry.Create(name);
        var maps = network.FeatureMaps.Where(map => map.Reduction > 1).ToList();
        return maps is [{ Reduction: 2 or 4 }, ..] && maps[^1].Reduction == 32;
    }

    private static void Check(string encoder, int size)
    {
        var live = Tensor.Live;
        foreach (var architecture in Architectures)
        {
            using var scope = new TensorScope();
            using var noGrad = GradMode.NoGrad();
            using var generator = new TorchGenerator(1);
            if (architecture is "PAN" or "DeepLabV3" or "DeepLabV3Plus" && Undilated.Contains(ModelRegistry.FamilyOf(encoder)))
            {
                Assert.Equal("FL2215", Assert.Throws<FoldlineException>(() => Masks(architecture, encoder, generator, size)).Code);
                continue;
            }

            // With three stages a network that begins at a quarter of the size gives half of it, as in the reference.
            var isHalf = architecture == "PSPNet" && StartsAtAQuarter(encoder);
            using var built = SegmentationRegistry.Create(architecture, encoder);
            Assert.Equal(!isHalf, built.GivesWholeMasks);
            Assert.Equal([1, 2, size / (isHalf ? 2 : 1), size / (isHalf ? 2 : 1)], Masks(architecture, encoder, generator, size).Shape.ToArray());
        }

        Assert.Equal(live, Tensor.Live);
    }

    private static Tensor Masks(string architecture, string encoder, TorchGenerator generator, int size)
    {
        using var model = SegmentationRegistry.Create(architecture, encoder, new SegmentationOptions { Classes = 2 }, generator);
        model.Eval();
        return model.Forward(DeterministicFill.Input(1, 3, size, size));
    }

    private static bool StartsAtAQuarter(string encoder)
    {
        using var network = ModelRegistry.Create(encoder);
        return network.FeatureMaps[0].Reduction == 4;
    }
}
