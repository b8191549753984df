namespace Foldline.Models.EfficientFormers;

/// <summary>What tells one EfficientFormer from another.</summary>
/// <param name="Widths">Channels a stage.</param>
/// <param name="Depths">Blocks a stage.</param>
/// <param name="AttentionBlocks">How many of the last stage's last blocks have attention.</param>
internal sealed record EfficientFormerSettings(int[] Widths, int[] Depths, int AttentionBlocks);
