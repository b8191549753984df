using Foldline.Models.Weights;

namespace Foldline.Models.DaVits;

/// <summary>Names of DaViT in the files of its authors and of Florence-2, whose image tower it is.</summary>
internal static class DaVitNames
{
    private static readonly NameRules Authors = new(
        (@"^patch_embeds\.([0-9]+)", "stages.$1.downsample"),
        (@"^main_blocks\.([0-9]+)", "stages.$1.blocks"),
        (@"downsample\.proj", "downsample.conv"),
        (@"^stages\.0\.downsample", "stem"),
        (@"^head\.", "head.fc."),
        (@"^norms\.", "head.norm."),
        (@"cpe\.0", "cpe1"),
        (@"cpe\.1", "cpe2"));

    private static readonly NameRules Florence = new(
        (@"^(?!vision_tower\.)", null),
        (@"^vision_tower\.", ""),
        (@"^convs\.([0-9]+)", "stages.$1.downsample"),
        (@"^blocks\.([0-9]+)", "stages.$1.blocks"),
        (@"downsample\.proj", "downsample.conv"),
        (@"^stages\.0\.downsample", "stem"),
        (@"(window_attn|channel_attn)\.norm\.", "norm1."),
        (@"(window_attn|channel_attn)\.fn\.", "attn."),
        (@"ffn\.norm\.", "norm2."),
        (@"ffn\.fn\.net\.", "mlp."),
        (@"conv1\.fn\.dw", "cpe1.proj"),
        (@"conv2\.fn\.dw", "cpe2.proj"));

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored)
    {
        if (stored.Contains("vision_tower.convs.0.proj.weight"))
            return Florence;
        return stored.Contains("patch_embeds.0.proj.weight") ? Authors : null;
    }
}
