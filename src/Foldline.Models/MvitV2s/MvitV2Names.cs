using Foldline.Models.Weights;

namespace Foldline.Models.MvitV2s;

/// <summary>Names of MViTv2 in the files of its authors, where the blocks of all stages are numbered through.</summary>
internal static class MvitV2Names
{
    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    /// <param name="settings">The network.</param>
    public static NameRules? For(IReadOnlySet<string> stored, MvitV2Settings settings) => !stored.Contains("blocks.0.norm1.weight") ? null : new NameRules(
    [
        .. settings.Depths.SelectMany((depth, stage) => Enumerable.Range(0, depth).Select(i => (Stage: stage, Block: i))).Select(Block),
        (@"^stages\.(\d+)\.blocks\.(\d+)\.proj\.", $"stages.$1.blocks.$2.shortcut_proj_{(settings.ExpandsInAttention ? "attn" : "mlp")}."),
        (@"^head\.projection\.", "head.fc."),
    ]);

    private static (string Pattern, string? Replacement) Block((int Stage, int Block) place, int number) =>
        ($@"^blocks\.{number}\.", $"stages.{place.Stage}.blocks.{place.Block}.");
}
