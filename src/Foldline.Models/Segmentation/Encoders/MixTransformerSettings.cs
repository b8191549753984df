namespace Foldline.Models.Segmentation.Encoders;

/// <summary>What tells one Mix Transformer from another.</summary>
/// <param name="Widths">Channels of the stages.</param>
/// <param name="Depths">Blocks a stage.</param>
internal sealed record MixTransformerSettings(int[] Widths, int[] Depths);
