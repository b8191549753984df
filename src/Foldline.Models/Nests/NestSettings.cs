namespace Foldline.Models.Nests;

/// <summary>What tells one NesT from another.</summary>
/// <param name="Widths">Channels a level.</param>
/// <param name="Depths">Blocks a level.</param>
/// <param name="SamePadding">TensorFlow's "same" padding, for weights from Jax.</param>
internal sealed record NestSettings(int[] Widths, int[] Depths, bool SamePadding = false);
