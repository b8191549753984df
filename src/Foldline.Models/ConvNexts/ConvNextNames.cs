using Foldline.Models.Weights;

namespace Foldline.Models.ConvNexts;

/// <summary>Names of ConvNeXt, and of networks built after its code (EdgeNeXt), in the files of their authors.</summary>
internal static class ConvNextNames
{
    private static readonly NameRules Authors = new(
        (@"^(projectors|norms)\.", null),
        (@"^downsample_layers\.0\.", "stem."),
        (@"^stages\.(\d+)\.(\d+)", "stages.$1.blocks.$2"),
        (@"^downsample_layers\.(\d+)\.(\d+)", "stages.$1.downsample.$2"),
        ("dwconv", "conv_dw"),
        ("pwconv", "mlp.fc"),
        (@"grn\.beta", "mlp.grn.bias"),
        (@"grn\.gamma", "mlp.grn.weight"),
        (@"^head\.", "head.fc."),
        (@"^norm\.", "head.norm."));

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored) => stored.Contains("downsample_layers.0.0.weight") ? Authors : null;
}
