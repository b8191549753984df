using Foldline.Models.Weights;

namespace Foldline.Models.EfficientFormers;

/// <summary>Names of EfficientFormer in the files of its authors.</summary>
internal static class EfficientFormerNames
{
    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored) => !stored.Contains("patch_embed.0.weight") ? null : new NameRules(
    [
        (@"^patch_embed\.0", "stem.conv1"),
        (@"^patch_embed\.1", "stem.norm1"),
        (@"^patch_embed\.3", "stem.conv2"),
        (@"^patch_embed\.4", "stem.norm2"),
        .. FlatStages.Of(stored).SelectMany(Stage),
        ("layer_scale_([0-9])", "ls$1.gamma"),
        ("dist_head", "head_dist"),
    ]);

    private static IEnumerable<(string Pattern, string? Replacement)> Stage((int Number, int Stage) part) =>
    [
        ($@"^network\.{part.Number}\.(\d+)", $"stages.{part.Stage}.blocks.$1"),
        ($@"^network\.{part.Number}\.proj", $"stages.{part.Stage}.downsample.conv"),
        ($@"^network\.{part.Number}\.norm", $"stages.{part.Stage}.downsample.norm"),
    ];
}
