namespace Foldline.Models.EfficientFormerV2s;

/// <summary>What tells one EfficientFormerV2 from another.</summary>
/// <param name="Widths">Channels a stage.</param>
/// <param name="Expansions">Hidden channels for each channel, block by block and stage by stage.</param>
/// <param name="AttentionBlocks">How many of the last blocks of each of the last two stages have attention.</param>
internal sealed record EfficientFormerV2Settings(int[] Widths, int[][] Expansions, int AttentionBlocks);
