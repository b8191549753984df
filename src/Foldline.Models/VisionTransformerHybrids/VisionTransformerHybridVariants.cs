using Foldline.Models.VisionTransformers;
using static Foldline.Models.VisionTransformers.VisionTransformerSizes;

namespace Foldline.Models.VisionTransformerHybrids;

/// <summary>The table of vision transformers behind convolutional networks, after timm's <c>vision_transformer_hybrid.py</c>.</summary>
internal static class VisionTransformerHybridVariants
{
    private static readonly VisionTransformerSettings Map = Base.Patch(1);
    private static readonly VisionTransformerSettings SmallMap = Small.Patch(1);
    private static readonly VisionTransformerSettings LargeMap = Large.Patch(1);
    private static readonly VisionTransformerSettings ShallowMap = Map with { Depth = 8, Heads = 8, MlpRatio = 3 };

    private static readonly (string Name, VisionTransformerSettings Settings, Func<int, HybridBackbone> Backbone)[] Table =
    [
        ("vit_tiny_r_s16_p8_224", Tiny.Patch(8), HybridBackbones.Stem),
        ("vit_tiny_r_s16_p8_384", Tiny.Patch(8).At(384), HybridBackbones.Stem),
        ("vit_small_r26_s32_224", SmallMap, channels => HybridBackbones.ResNetV2(channels, 2, 2, 2, 2)),
        ("vit_small_r26_s32_384", SmallMap.At(384), channels => HybridBackbones.ResNetV2(channels, 2, 2, 2, 2)),
        ("vit_base_r26_s32_224", Map, channels => HybridBackbones.ResNetV2(channels, 2, 2, 2, 2)),
        ("vit_base_r50_s16_224", Map, channels => HybridBackbones.ResNetV2(channels, 3, 4, 9)),
        ("vit_base_r50_s16_384", Map.At(384), channels => HybridBackbones.ResNetV2(channels, 3, 4, 9)),
        ("vit_large_r50_s32_224", LargeMap, channels => HybridBackbones.ResNetV2(channels, 3, 4, 6, 3)),
        ("vit_large_r50_s32_384", LargeMap.At(384), channels => HybridBackbones.ResNetV2(channels, 3, 4, 6, 3)),
        ("vit_small_resnet26d_224", ShallowMap, channels => HybridBackbones.ResNetD(channels, 2, 2, 2, 2)),
        ("vit_small_resnet50d_s16_224", ShallowMap, channels => HybridBackbones.ResNetD(channels, 3, 4, 6)),
        ("vit_base_resnet26d_224", Map, channels => HybridBackbones.ResNetD(channels, 2, 2, 2, 2)),
        ("vit_base_resnet50d_224", Map, channels => HybridBackbones.ResNetD(channels, 3, 4, 6, 3)),
        ("vit_base_mci_224", Map with { EmbedPrefix = false }, channels => HybridBackbones.ConvolutionStem(channels, Map.Width)),
    ];

    public static ModelFamily Family { get; } = new(
        "vision_transformer_hybrid",
        [.. Table.Select(row => new ModelVariant(row.Name, options => Build(row.Settings, row.Backbone, options)))]);

    private static VisionTransformer Build(VisionTransformerSettings settings, Func<int, HybridBackbone> backbone, ModelOptions options) => new(
        settings,
        options,
        size => new HybridEmbed(backbone(options.InChannels), settings.Width, size, settings.PatchSize));
}
