using Foldline.Models.Weights;

namespace Foldline.Models.MetaFormers;

/// <summary>Names of PoolFormer and its successors in the files of their authors.</summary>
internal static class MetaFormerNames
{
    private static readonly (string Pattern, string? Replacement)[] Common =
    [
        (@"^downsample_layers\.([0-9]+)", "stages.$1.downsample"),
        (@"downsample\.proj", "downsample.conv"),
        (@"patch_embed\.proj", "patch_embed.conv"),
        (@"^stages\.([0-9]+)\.([0-9]+)", "stages.$1.blocks.$2"),
        (@"^stages\.0\.downsample", "patch_embed"),
        ("patch_embed", "stem"),
        ("post_norm|pre_norm", "norm"),
        ("^head", "head.fc"),
        ("^norm", "head.norm"),
    ];

    private static readonly NameRules Later = new(Common);

    private static readonly NameRules PoolFormer = new(
    [
        ("layer_scale_([0-9]+)", "layer_scale$1.scale"),
        (@"^network\.1\.", "downsample_layers.1."),
        (@"^network\.3\.", "downsample_layers.2."),
        (@"^network\.5\.", "downsample_layers.3."),
        (@"^network\.0\.", "stages.0."),
        (@"^network\.2\.", "stages.1."),
        (@"^network\.4\.", "stages.2."),
        (@"^network\.6\.", "stages.3."),
        .. Common,
    ]);

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored)
    {
        if (stored.Contains("network.0.0.mlp.fc1.weight"))
            return PoolFormer;
        return stored.Contains("downsample_layers.0.conv.weight") ? Later : null;
    }
}
