using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>Sizes that vision transformers share, and what recipes make of them.</summary>
internal static class VisionTransformerSizes
{
    public static VisionTransformerSettings Base { get; } = new();

    public static VisionTransformerSettings Tiny { get; } = Base with { Width = 192, Heads = 3 };

    public static VisionTransformerSettings Small { get; } = Base with { Width = 384, Heads = 6 };

    public static VisionTransformerSettings Medium { get; } = Base with { Width = 512, Heads = 8 };

    public static VisionTransformerSettings DeepMedium { get; } = Medium with { Depth = 20 };

    public static VisionTransformerSettings Betwixt { get; } = Base with { Width = 640, Heads = 10 };

    public static VisionTransformerSettings BasePlus { get; } = Base with { Width = 896, Heads = 14 };

    public static VisionTransformerSettings Large { get; } = Base with { Width = 1024, Depth = 24, Heads = 16 };

    public static VisionTransformerSettings Huge { get; } = Base with { Width = 1280, Depth = 32, Heads = 16 };

    public static VisionTransformerSettings Giant { get; } = Base with { Width = 1408, Depth = 40, Heads = 16, MlpRatio = 48.0 / 11 };

    public static VisionTransformerSettings Gigantic { get; } = Base with { Width = 1664, Depth = 48, Heads = 16, MlpRatio = 64.0 / 13 };

    /// <summary>Shape-optimised for 400 million parameters (Alabdulmohsin et al. 2023).</summary>
    public static VisionTransformerSettings Shape400M { get; } = Base with { Width = 1152, Depth = 27, Heads = 16, MlpRatio = 3.7362 };

    /// <summary>No class token; the mean of the normed tokens.</summary>
    public static VisionTransformerSettings Mean(this VisionTransformerSettings settings) =>
        settings with { ClassToken = false, Pool = GlobalPoolKind.Average, NormAfterPool = false };

    /// <summary>No class token; attention pooling.</summary>
    public static VisionTransformerSettings AttentionPooled(this VisionTransformerSettings settings) =>
        settings with { ClassToken = false, Pool = GlobalPoolKind.Attention };

    /// <summary>Register tokens without position instead of the class token; the normed mean of the patches.</summary>
    public static VisionTransformerSettings Registers(this VisionTransformerSettings settings, int count) =>
        settings with { ClassToken = false, EmbedPrefix = false, Registers = count, Pool = GlobalPoolKind.Average };

    public static VisionTransformerSettings Scaled(this VisionTransformerSettings settings, double initial = 1e-5) => settings with { LayerScale = initial };

    public static VisionTransformerSettings At(this VisionTransformerSettings settings, int imageSize) => settings with { ImageSize = imageSize };

    public static VisionTransformerSettings Patch(this VisionTransformerSettings settings, int size) => settings with { PatchSize = size };

    public static VisionTransformerSettings GeluTanh(this VisionTransformerSettings settings) => settings with { Activation = ActivationKind.GeluTanh };
}
